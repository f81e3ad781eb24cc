package org.metrobed.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

class HeldValuesTest {

    private static final long MINUTE = 60_000_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long MIDNIGHT = Instant.parse("2026-05-01T00:00:00Z").getEpochSecond() * 1_000_000;
    private static final ReadingKind ON_CHANGE = kind(Duration.ZERO);

    private final HeldValues held = new HeldValues(new LocalClasses(ProfileKind.HOUR_OF_DAY, ZoneId.of("UTC")));

    @Test
    void valueHoldsInClassesWithoutReadings() {
        held.add(window(0, HOUR, ON_CHANGE, Map.of(15 * MINUTE, 10.0)));
        held.add(window(3 * HOUR, HOUR, ON_CHANGE, Map.of(3 * HOUR + 30 * MINUTE, 30.0)));

        Map<Integer, WholeCourse> hours = held.build(new Stretch(MIDNIGHT, MIDNIGHT + 5 * HOUR));

        assertThat(hours.values()).extracting(WholeCourse::mean).containsExactly(10.0, 10.0, 10.0, 20.0, 30.0);
        assertThat(hours.values())
                .extracting(WholeCourse::knownMicros)
                .containsExactly(45 * MINUTE, HOUR, HOUR, HOUR, HOUR);
    }

    @Test
    void valueOfBeforeTheRangeHoldsForItsHoldAtMost() {
        ReadingKind ninetyMinutes = kind(Duration.ofMinutes(90));
        held.addBefore(window(-2 * HOUR, HOUR, ninetyMinutes, Map.of(-HOUR - MINUTE, 7.0)));
        held.addBefore(window(-HOUR, HOUR, ninetyMinutes, Map.of(-MINUTE, 5.0)));

        Map<Integer, WholeCourse> hours = held.build(new Stretch(MIDNIGHT, MIDNIGHT + 3 * HOUR));

        assertThat(hours.get(0).mean()).isEqualTo(5);
        assertThat(hours.get(1).knownMicros()).isEqualTo(29 * MINUTE);
        assertThat(hours.get(2).knownMicros()).isZero();
    }

    @Test
    void nothingIsKnownBeforeTheFirstReading() {
        assertThat(held.build(new Stretch(MIDNIGHT, MIDNIGHT + HOUR))).isEmpty();
    }

    @Test
    void meanIsTheIntegralOverAllDaysOfTheClass() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            HeldValues values = new HeldValues(new LocalClasses(ProfileKind.HOUR_OF_DAY, ZoneId.of("UTC")));
            double[] minutes = new double[3 * 1_440];
            Map<Long, Double> changes = new TreeMap<>();
            double value = Double.NaN;
            for (int minute = 0; minute < minutes.length; minute++) {
                if (random.nextInt(90) == 0) {
                    value = random.nextInt(100);
                    changes.put(minute * MINUTE, value);
                }
                minutes[minute] = value;
            }
            List<WindowRevision> windows = new ArrayList<>();
            for (long hour = 0; hour < 72; hour++) {
                long start = hour * HOUR;
                long size = hour == 50 ? HOUR / 4 : HOUR;
                for (long at = start; at < start + HOUR; at += size) {
                    Map<Long, Double> inside = new TreeMap<>(changes);
                    long from = at;
                    inside.keySet().removeIf(time -> time < from || time >= from + size);
                    if (!inside.isEmpty()) {
                        windows.add(window(at, size, ON_CHANGE, inside));
                    }
                }
            }
            Collections.shuffle(windows, random);
            windows.forEach(values::add);
            Map<Integer, WholeCourse> hours = values.build(new Stretch(MIDNIGHT, MIDNIGHT + 72 * HOUR));
            for (int hour = 0; hour < 24; hour++) {
                double sum = 0;
                int known = 0;
                for (int minute = 0; minute < minutes.length; minute++) {
                    if (minute / 60 % 24 == hour && !Double.isNaN(minutes[minute])) {
                        sum += minutes[minute];
                        known++;
                    }
                }
                if (known > 0) {
                    assertThat(hours.get(hour).knownMicros()).isEqualTo(known * MINUTE);
                    assertThat(hours.get(hour).mean()).isCloseTo(sum / known, within(1e-9));
                }
            }
        }
    }

    private static ReadingKind kind(Duration hold) {
        return new ReadingKind(Statistic.INSTANT, true, hold.toMillis(), Double.NaN);
    }

    /** A window that starts some time after midnight, with readings at times after midnight, microseconds. */
    private static WindowRevision window(long start, long size, ReadingKind kind, Map<Long, Double> readings) {
        SummaryAccumulator good = new SummaryAccumulator();
        new TreeMap<>(readings).forEach((micros, value) -> good.add(value, MIDNIGHT + micros, kind));
        return WindowRevisionBuilder.builder()
                .datastream("a/b/c")
                .sizeMillis(size / 1_000)
                .startMicros(MIDNIGHT + start)
                .intervalMillis(900_000)
                .good(good.build())
                .suspect(new SummaryAccumulator().build())
                .build();
    }
}
