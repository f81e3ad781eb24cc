package org.metrobed.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

class ProfileBuilderTest {

    private static final long QUARTER = 900_000;
    private static final int INTERVAL = 300_000;
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Paris", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kathmandu");

    @Test
    void profileIsWhatOnePassOverTheReadingsGives() {
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            ZoneId zone = ZoneId.of(ZONES.get(seed % ZONES.size()));
            ProfileKind kind = List.of(ProfileKind.values()).get(random.nextInt(ProfileKind.values().length));
            // around a change of the clocks in each of the zones
            Instant from = Instant.parse(random.nextBoolean() ? "2026-03-27T00:00:00Z" : "2026-10-02T00:00:00Z");
            Stretch range = new Stretch(micros(from), micros(from.plusSeconds(86_400L * (2 + random.nextInt(26)))));
            Map<Integer, List<Double>> naive = new TreeMap<>();
            Map<Integer, Set<LocalDate>> days = new TreeMap<>();
            List<WindowRevision> windows = new ArrayList<>();
            for (long start = range.fromMicros(); start < range.toMicros(); start += QUARTER * 1_000) {
                Summary good = Summary.EMPTY;
                for (long at = start; at < start + QUARTER * 1_000; at += INTERVAL * 1_000L) {
                    if (random.nextInt(10) < 7) {
                        double value = random.nextGaussian() * 20 + 100;
                        good = good.add(value, at);
                        ZonedDateTime local =
                                Instant.ofEpochSecond(at / 1_000_000).atZone(zone);
                        int key = key(kind, local);
                        naive.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
                        days.computeIfAbsent(key, any -> new HashSet<>()).add(local.toLocalDate());
                    }
                }
                windows.add(window(start, good));
            }
            Collections.shuffle(windows, random);
            LocalClasses classes = new LocalClasses(kind, zone);
            ProfileBuilder builder = new ProfileBuilder(classes, WindowRevision::good);
            windows.forEach(builder::add);
            for (ClassProfile profile : builder.build(range, INTERVAL)) {
                List<Double> values = naive.getOrDefault(profile.key(), List.of());
                assertSame(profile, values);
                assertThat(profile.days())
                        .isEqualTo(days.getOrDefault(profile.key(), Set.of()).size());
                assertThat(profile.counts().good()).isEqualTo(values.size());
                assertThat(profile.expected().coverage(values.size()))
                        .isCloseTo(values.size() / (profile.micros() / (INTERVAL * 1e3)), within(1e-12));
                naive.remove(profile.key());
            }
            assertThat(naive).as("no reading is left over").isEmpty();
        }
    }

    @Test
    void dayOf23HoursExpectsFewerReadings() {
        LocalClasses classes = new LocalClasses(ProfileKind.DAY_OF_WEEK, ZoneId.of("Europe/Paris"));
        Stretch sunday = new Stretch(
                micros(Instant.parse("2026-03-28T23:00:00Z")), micros(Instant.parse("2026-03-29T22:00:00Z")));
        ClassProfile profile = new ProfileBuilder(classes, WindowRevision::good)
                .build(sunday, 60_000)
                .get(0);
        assertThat(profile.key()).isEqualTo(7);
        assertThat(profile.expected().readings()).isEqualTo(23 * 60);
        assertThat(profile.expected().coverage(0)).isZero();
        assertThat(profile.readings()).isEqualTo(Summary.EMPTY);
    }

    @Test
    void readingsAreExpectedAtTheIntervalOfTheirTimeAndWithoutWindowsAtTheOneBefore() {
        LocalClasses classes = new LocalClasses(ProfileKind.HOUR_OF_DAY, ZoneId.of("UTC"));
        long midnight = micros(Instant.parse("2026-05-01T00:00:00Z"));
        ProfileBuilder builder = new ProfileBuilder(classes, WindowRevision::good);
        // coarse windows come first; the hour from 02:00 has only quarters, of the shorter interval
        builder.add(window(midnight + 3_600_000_000L, 3_600_000, 600_000));
        builder.add(window(midnight + 3 * 3_600_000_000L, 3_600_000, 600_000));
        builder.add(window(midnight + 2 * 3_600_000_000L, QUARTER, 300_000));
        builder.add(window(midnight + 2 * 3_600_000_000L + QUARTER * 1_000, QUARTER, 300_000));
        assertThat(builder.build(new Stretch(midnight, midnight + 5 * 3_600_000_000L), 60_000))
                .extracting(hour -> hour.expected().readings())
                .containsExactly(6.0, 6.0, 12.0, 6.0, 6.0);
        assertThat(builder.build(new Stretch(midnight, midnight + 9_000_000_000L), 60_000))
                .extracting(hour -> hour.expected().readings())
                .containsExactly(6.0, 6.0, 6.0);
        assertThat(new ProfileBuilder(classes, WindowRevision::good)
                        .build(new Stretch(midnight, midnight + 3_600_000_000L), 60_000)
                        .get(0)
                        .expected()
                        .readings())
                .isEqualTo(60);
    }

    @Test
    void onlyTheReadingsAskedForAreSummarised() {
        LocalClasses classes = new LocalClasses(ProfileKind.MONTH, ZoneId.of("UTC"));
        long start = micros(Instant.parse("2026-05-01T00:00:00Z"));
        ProfileBuilder builder = new ProfileBuilder(classes, WindowRevision::suspect);
        builder.add(WindowRevisionBuilder.builder()
                .datastream("a/b/c")
                .sizeMillis(QUARTER)
                .startMicros(start)
                .intervalMillis(INTERVAL)
                .good(Summary.of(1, start))
                .suspect(Summary.of(9, start))
                .notEvaluatedCount(4)
                .failCount(5)
                .missingCount(6)
                .build());
        ClassProfile may =
                builder.build(new Stretch(start, start + 1), INTERVAL).get(0);
        assertThat(may.readings().mean()).isEqualTo(9);
        assertThat(may.counts()).isEqualTo(new ClassProfile.Counts(1, 4, 1, 5, 6));
        assertThat(may.windows()).isEqualTo(1);
    }

    private static void assertSame(ClassProfile profile, List<Double> values) {
        Summary summary = profile.readings();
        assertThat(summary.count()).isEqualTo(values.size());
        if (values.isEmpty()) {
            return;
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double mean = Arrays.stream(sorted).sum() / sorted.length;
        double squares = Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        assertThat(summary.mean()).isCloseTo(mean, within(Math.abs(mean) * 1e-9));
        assertThat(summary.squares()).isCloseTo(squares, within(squares * 1e-9 + 1e-9));
        assertThat(summary.min()).isEqualTo(sorted[0]);
        assertThat(summary.max()).isEqualTo(sorted[sorted.length - 1]);
        for (double share : new double[] {0.05, 0.5, 0.95}) {
            double rank = share * (sorted.length - 1);
            double low = sorted[(int) Math.floor(rank)];
            double high = sorted[(int) Math.ceil(rank)];
            double error = Math.max(Math.abs(low), Math.abs(high)) * Quantiles.RELATIVE_ERROR + 1e-9;
            assertThat(summary.quantiles().at(share)).isBetween(low - error, high + error);
        }
    }

    private static int key(ProfileKind kind, ZonedDateTime local) {
        return switch (kind) {
            case HOUR_OF_DAY -> local.getHour();
            case DAY_OF_WEEK -> local.getDayOfWeek().getValue();
            case MONTH -> local.getMonthValue();
            case HOUR_OF_WEEK -> (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
            case HOUR_BY_MONTH -> (local.getMonthValue() - 1) * 24 + local.getHour();
            case KIND_OF_DAY -> local.getDayOfWeek().getValue() > 5 ? 2 : 1;
            case HOUR_BY_KIND_OF_DAY -> (local.getDayOfWeek().getValue() > 5 ? 24 : 0) + local.getHour();
        };
    }

    private static WindowRevision window(long startMicros, long sizeMillis, long intervalMillis) {
        return WindowRevisionBuilder.builder()
                .datastream("a/b/c")
                .sizeMillis(sizeMillis)
                .startMicros(startMicros)
                .intervalMillis(intervalMillis)
                .good(Summary.EMPTY)
                .suspect(Summary.EMPTY)
                .build();
    }

    private static WindowRevision window(long startMicros, Summary good) {
        return WindowRevisionBuilder.builder()
                .datastream("a/b/c")
                .sizeMillis(QUARTER)
                .startMicros(startMicros)
                .intervalMillis(INTERVAL)
                .good(good)
                .suspect(Summary.EMPTY)
                .missingCount(3 - good.count())
                .build();
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }
}
