package org.metrobed.store.gap;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.testkit.Times;

/** Gaps from the database, compared with a scan of the same rows. */
final class GapReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final long SECOND = 1_000_000;

    /** Versions of the catalog that judged readings of the first minute, and later ones. */
    private static final long OLD = 3;

    private static final long NEW = 7;
    private static final long LATER_MILLIS = Times.NOON_MILLIS + 86_400_000;
    private static final Set<QualityFlag> USABLE =
            EnumSet.of(QualityFlag.GOOD, QualityFlag.NOT_EVALUATED, QualityFlag.SUSPECT);

    @Test
    void gapsAreThoseOfANaiveScan() throws SQLException {
        List<Observation> rows = new ArrayList<>();
        for (int seed = 0; seed < 60; seed++) {
            rows.addAll(series(seed));
        }
        STORE.append(RowWriters.observations(), rows);
        STORE.read(database -> {
            GapReader reader = new GapReader(database);
            for (int seed = 0; seed < 60; seed++) {
                for (int question = 0; question < 8; question++) {
                    Random random = new Random(seed * 100L + question);
                    GapQuery query = question(seed, random);
                    assertThat(inPages(reader, query, 1 + random.nextInt(4)))
                            .as("%s", query)
                            .isEqualTo(naive(rows, query));
                }
            }
            return null;
        });
    }

    @Test
    void longSilenceIsOneGap() throws SQLException {
        long end = Times.NOON_MICROS + Duration.ofHours(17).toMillis() * 1_000;
        STORE.append(
                RowWriters.observations(),
                List.of(
                        observation("city/a/no2", Times.NOON_MICROS, 0, QualityFlag.GOOD, GrossRange.TEST.slot(), 0),
                        observation("city/a/no2", end, 0, QualityFlag.GOOD, GrossRange.TEST.slot(), 0)));
        GapQuery query = new GapQuery(
                "city/a/no2", Times.NOON_MICROS, end + SECOND, false, 20 * SECOND, USABLE, LATER_MILLIS, 10);
        assertThat(STORE.<List<FoundGap>>read(database -> new GapReader(database).list(query)))
                .containsExactly(
                        new FoundGap(new Gap(Times.NOON_MICROS, end, false, false), Withheld.NONE, true, true, OLD));
    }

    @Test
    void testsThatFoundFaultAreNamedAndNoOthers() throws SQLException {
        long noon = Times.NOON_MICROS;
        STORE.append(
                RowWriters.observations(),
                List.of(
                        observation("city/a/no2", noon, 0, QualityFlag.GOOD, GrossRange.TEST.slot(), 0),
                        observation("city/a/no2", noon + SECOND, 0, QualityFlag.FAIL, Spike.TEST.slot(), 0),
                        observation("city/a/no2", noon + 2 * SECOND, 0, QualityFlag.MISSING, GrossRange.TEST.slot(), 0),
                        observation("city/a/no2", noon + 3 * SECOND, 0, QualityFlag.SUSPECT, FlatLine.TEST.slot(), 0),
                        observation("city/a/no2", noon + 9 * SECOND, 0, QualityFlag.GOOD, GrossRange.TEST.slot(), 0)));
        GapQuery query = new GapQuery(
                "city/a/no2", noon, noon + 10 * SECOND, false, SECOND, EnumSet.of(QualityFlag.GOOD), LATER_MILLIS, 10);
        Withheld withheld = STORE.<List<FoundGap>>read(database -> new GapReader(database).list(query))
                .get(0)
                .withheld();
        assertThat(withheld.tests()).containsExactly("spike", "flat-line");
        assertThat(withheld.fail()).isEqualTo(1);
        assertThat(withheld.missing()).isEqualTo(1);
        assertThat(withheld.suspect()).isEqualTo(1);
    }

    @Test
    void datastreamWithoutReadingsIsOneOpenGap() throws SQLException {
        GapQuery query = new GapQuery("city/none/no2", 5, 10, false, 4, USABLE, LATER_MILLIS, 10);
        assertThat(STORE.<List<FoundGap>>read(database -> new GapReader(database).list(query)))
                .containsExactly(
                        new FoundGap(new Gap(5, 10, true, true), Withheld.NONE, false, false, FoundGap.NO_VERSION));
    }

    /** All pages; each begins at the end of the previous gap. */
    private static List<FoundGap> inPages(GapReader reader, GapQuery query, int limit) throws SQLException {
        List<FoundGap> all = new ArrayList<>();
        long from = query.fromMicros();
        List<FoundGap> page;
        do {
            page = reader.list(new GapQuery(
                    query.names(),
                    from,
                    query.toMicros(),
                    !all.isEmpty(),
                    query.longerThan(),
                    query.usable(),
                    query.asOfMillis(),
                    limit));
            all.addAll(page);
            from = all.isEmpty() ? from : all.get(all.size() - 1).gap().toMicros();
        } while (page.size() == limit && from < query.toMicros());
        return all;
    }

    private static List<FoundGap> naive(List<Observation> rows, GapQuery query) {
        Map<Long, Observation> newest = new TreeMap<>();
        for (Observation row : rows) {
            if (query.names().contains(row.datastream()) && row.receivedMillis() <= query.asOfMillis()) {
                newest.merge(
                        row.phenomenonMicros(), row, (one, other) -> one.revision() > other.revision() ? one : other);
            }
        }
        boolean before = newest.keySet().stream().anyMatch(time -> time < query.fromMicros());
        boolean after = newest.keySet().stream().anyMatch(time -> time >= query.toMicros());
        List<FoundGap> gaps = new ArrayList<>();
        List<Observation> inside = new ArrayList<>();
        long last = query.fromMicros();
        long version = newest.values().stream()
                .filter(row -> row.phenomenonMicros() < query.fromMicros())
                .reduce((one, later) -> later)
                .map(Observation::catalogVersion)
                .orElse(FoundGap.NO_VERSION);
        boolean open = true;
        for (Observation row : newest.values()) {
            long time = row.phenomenonMicros();
            if (time < query.fromMicros() || time >= query.toMicros()) {
                continue;
            }
            if (!query.usable().contains(row.flag())) {
                inside.add(row);
                continue;
            }
            version = version == FoundGap.NO_VERSION ? row.catalogVersion() : version;
            if (time - last > longerThan(query, version)) {
                gaps.add(new FoundGap(
                        new Gap(last, time, open, false), withheld(inside), !open || before, true, version));
            }
            version = row.catalogVersion();
            last = time;
            open = false;
            inside.clear();
        }
        if (query.toMicros() - last > longerThan(query, version)) {
            Gap gap = new Gap(last, query.toMicros(), open, true);
            gaps.add(new FoundGap(gap, withheld(inside), !open || before, after, version));
        }
        return gaps;
    }

    private static long longerThan(GapQuery query, long version) {
        return query.longerThan().get(version == NEW ? NEW : OLD);
    }

    private static Withheld withheld(List<Observation> inside) {
        long[] counts = new long[10];
        long slots = 0;
        for (Observation row : inside) {
            counts[row.flag().code()]++;
            for (int slot = 0; slot < TestBits.SLOTS; slot++) {
                QualityFlag verdict = TestBits.verdict(row.tests(), slot);
                if (verdict == QualityFlag.FAIL || verdict == QualityFlag.SUSPECT) {
                    slots |= 1L << slot;
                }
            }
        }
        return new Withheld(counts[3], counts[2], counts[4], counts[9], counts[1], slots);
    }

    private static GapQuery question(int seed, Random random) {
        long from = Times.NOON_MICROS + (random.nextInt(160) - 20) * SECOND;
        Set<QualityFlag> usable = random.nextInt(3) == 0 ? EnumSet.of(QualityFlag.GOOD) : USABLE;
        return new GapQuery(
                List.of("city/t" + seed + "/no2"),
                from,
                from + (1 + random.nextInt(200)) * SECOND,
                false,
                new TreeMap<>(Map.of(OLD, random.nextInt(6) * SECOND, NEW, random.nextInt(6) * SECOND)),
                usable,
                random.nextBoolean() ? LATER_MILLIS : Times.NOON_MILLIS + random.nextInt(200) * 1_000L,
                100);
    }

    /** Readings a second apart with gaps, some with a later second revision. */
    private static List<Observation> series(int seed) {
        Random random = new Random(seed);
        List<QualityFlag> flags = List.of(QualityFlag.values());
        List<Integer> slots = List.of(GrossRange.TEST.slot(), Spike.TEST.slot(), FlatLine.TEST.slot(), 17, 18, 35);
        List<Observation> rows = new ArrayList<>();
        for (int second = 0; second < 120; second += random.nextInt(10) == 0 ? 1 + random.nextInt(20) : 1) {
            long time = Times.NOON_MICROS + second * SECOND + random.nextInt(3) * 100_000L;
            QualityFlag flag = random.nextBoolean() ? QualityFlag.GOOD : flags.get(random.nextInt(flags.size()));
            String datastream = "city/t" + seed + "/no2";
            rows.add(observation(datastream, time, 0, flag, slots.get(random.nextInt(6)), random.nextInt(90)));
            if (random.nextInt(5) == 0) {
                QualityFlag changed = flags.get(random.nextInt(flags.size()));
                int slot = slots.get(random.nextInt(6));
                rows.add(observation(datastream, time, 1, changed, slot, 90 + random.nextInt(60)));
            }
        }
        return rows;
    }

    private static Observation observation(
            String datastream, long micros, int revision, QualityFlag flag, int slot, int delaySeconds) {
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(micros)
                .revision(revision)
                .result(flag == QualityFlag.MISSING ? Double.NaN : 1)
                .flag(flag)
                .tests(TestBits.with(Verdicts.NONE, slot, flag))
                .cause(revision == 0 ? Observation.Cause.ARRIVAL : Observation.Cause.VERDICT)
                .raw(new RawPosition(0, micros, 0))
                .catalogVersion(micros < Times.NOON_MICROS + 60 * SECOND ? OLD : NEW)
                .receivedMillis(micros / 1_000 + delaySeconds * 1_000L)
                .build();
    }
}
