package org.metrobed.store.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.SeriesCursor;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

final class ObservationReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final List<String> STREAMS = List.of("city/a/no2", "city/b/no2", "city/c/no2");
    private static final long END = Times.afterNoonMicros(Duration.ofDays(60));

    @Test
    void pagesLoseNothingAndRepeatNothing() throws SQLException {
        List<Observation> all = shuffledWithRevisions();
        STORE.append(RowWriters.observations(), all);
        List<Observation> expected = current(all);

        for (int limit : new int[] {1, 7, 64, 1_000}) {
            assertThat(STORE.<List<Observation>>read(database -> pages(database, limit)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void changesAreThoseOfCurrentRevisions() throws SQLException {
        List<Observation> all = shuffledWithRevisions();
        STORE.append(RowWriters.observations(), all);
        List<Observation> current = current(all);
        long since = current.stream()
                .mapToLong(Observation::receivedMillis)
                .sorted()
                .skip(current.size() / 2)
                .findFirst()
                .orElseThrow();
        ObservationQuery query = ObservationQuery.of(STREAMS, Times.NOON_MICROS, END, 1_000)
                .withChangedAfterMillis(OptionalLong.of(since));

        List<Observation> listed = STORE.read(database -> new ObservationReader(database).list(query));

        assertThat(listed)
                .isNotEmpty()
                .isEqualTo(current.stream()
                        .filter(row -> row.receivedMillis() > since)
                        .toList());
    }

    @Test
    void flagsAndRangeSelectAmongCurrentRevisions() throws SQLException {
        List<Observation> all = shuffledWithRevisions();
        STORE.append(RowWriters.observations(), all);
        long from = Times.afterNoonMicros(Duration.ofMinutes(10));
        long to = Times.afterNoonMicros(Duration.ofMinutes(30));
        ObservationQuery query = ObservationQuery.of(STREAMS.subList(0, 2), from, to, 1_000)
                .withFlags(Set.of(QualityFlag.SUSPECT, QualityFlag.FAIL));

        List<Observation> listed = STORE.read(database -> new ObservationReader(database).list(query));

        assertThat(listed)
                .isNotEmpty()
                .isEqualTo(current(all).stream()
                        .filter(row -> row.phenomenonMicros() >= from && row.phenomenonMicros() < to)
                        .filter(row -> STREAMS.indexOf(row.datastream()) < 2 && row.flag() == QualityFlag.SUSPECT)
                        .toList());
    }

    @Test
    void asOfShowsWhatHadBeenReceived() throws SQLException {
        Observation first = Observations.observation().build();
        Observation second = Observations.observation()
                .value(11)
                .revision(1, Observation.Cause.CORRECTION)
                .receivedAt(Times.NOON.plusSeconds(60))
                .build();
        STORE.append(RowWriters.observations(), List.of(first, second));
        ObservationQuery query = ObservationQuery.of(List.of(first.datastream()), 0, END, 10);

        assertThat(list(query)).containsExactly(second);
        assertThat(list(query.withAsOf(Times.NOON_MILLIS + 59_999))).containsExactly(first);
        assertThat(list(query.withAsOf(Times.NOON_MILLIS + 60_000))).containsExactly(second);
        assertThat(list(query.withAsOf(Times.NOON_MILLIS - 1))).isEmpty();
        assertThat(latest(List.of(), OptionalLong.of(Times.NOON_MILLIS))).containsExactly(first);
    }

    @Test
    void latestIsOneRowForEachDatastream() throws SQLException {
        List<Observation> all = shuffledWithRevisions();
        STORE.append(RowWriters.observations(), all);
        TreeMap<String, Observation> newest = new TreeMap<>();
        current(all).forEach(row -> newest.put(row.datastream(), row));

        assertThat(latest(List.of(), OptionalLong.empty())).isEqualTo(List.copyOf(newest.values()));
        assertThat(latest(List.of("city/b/no2", "city/none/no2"), OptionalLong.empty()))
                .containsExactly(newest.get("city/b/no2"));
    }

    @Test
    void manyRowsComeInOrder() throws SQLException {
        STORE.execute("insert into series (datastream) values ('city/a/no2')");
        STORE.append(
                RowWriters.observations(),
                IntStream.range(0, 30_000)
                        .mapToObj(i -> Observations.observation()
                                .of("city/a/no2")
                                .at(Times.NOON.plusMillis(i * 10L))
                                .build())
                        .toList());

        List<Observation> read = list(ObservationQuery.of(List.of("city/a/no2"), 0, END, 25_000));

        assertThat(read).hasSize(25_000).isSortedAccordingTo(Comparator.comparingLong(Observation::phenomenonMicros));
    }

    private static List<Observation> shuffledWithRevisions() {
        Random random = new Random(7);
        List<Observation> rows = new ArrayList<>();
        for (int minute = 0; minute < 50; minute++) {
            for (String stream : STREAMS) {
                if (random.nextInt(4) > 0) {
                    Observations row = Observations.observation()
                            .of(stream)
                            .afterNoon(Duration.ofMinutes(minute))
                            .value(random.nextInt(100));
                    rows.add(row.build());
                    for (int revision = 1; revision <= random.nextInt(3); revision++) {
                        rows.add(row.revision(revision, Observation.Cause.VERDICT)
                                .flag(revision == 1 ? QualityFlag.SUSPECT : QualityFlag.GOOD)
                                .build());
                    }
                }
            }
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private static List<Observation> current(List<Observation> rows) {
        TreeMap<String, Observation> highest = new TreeMap<>();
        for (Observation row : rows) {
            highest.merge(
                    "%020d %s".formatted(row.phenomenonMicros(), row.datastream()),
                    row,
                    (a, b) -> a.revision() > b.revision() ? a : b);
        }
        return List.copyOf(highest.values());
    }

    private static List<Observation> pages(DataSource database, int limit) throws SQLException {
        ObservationReader reader = new ObservationReader(database);
        ObservationQuery query = ObservationQuery.of(STREAMS, 0, END, limit);
        List<Observation> all = new ArrayList<>();
        for (List<Observation> page = reader.list(query); !page.isEmpty(); page = reader.list(query)) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            Observation last = page.get(page.size() - 1);
            query = query.withAfter(new SeriesCursor(last.phenomenonMicros(), last.datastream()));
        }
        return all;
    }

    private static List<Observation> list(ObservationQuery query) throws SQLException {
        return STORE.read(database -> new ObservationReader(database).list(query));
    }

    private static List<Observation> latest(List<String> datastreams, OptionalLong asOf) throws SQLException {
        return STORE.read(database -> new LatestReader(database).list(datastreams, asOf));
    }
}
