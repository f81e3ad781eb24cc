package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.window.WholeCourse.Unknown;

class CourseTest {

    private static final ReadingKind TOTAL = ReadingKind.of(Statistic.TOTAL);
    private static final ReadingKind ON_CHANGE = new ReadingKind(Statistic.INSTANT, true, 0, Double.NaN);
    private static final ReadingKind DOOR = new ReadingKind(Statistic.STATE, true, 0, Double.NaN);
    private static final long SECOND = 1_000_000;

    /** A reading of a random datastream; NaN if it is missing. */
    private record Reading(double value, long micros) {}

    @Test
    void increasesOfWindowsAreTheTrueIncrementsWhereverTheMeterIsResetAndTheWindowsAreCut() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Reading> readings = new ArrayList<>();
            double stand = 1_000 * random.nextDouble();
            double trueIncrease = 0;
            long resets = 0;
            for (int i = 0; i < 60; i++) {
                boolean reset = i > 0 && stand > 20 && random.nextInt(10) == 0;
                double increment = 10 * random.nextDouble();
                resets += reset ? 1 : 0;
                stand = reset ? increment : stand + increment;
                trueIncrease += i == 0 ? 0 : increment;
                readings.add(new Reading(stand, (i + 1) * SECOND));
            }
            double increase = 0;
            long found = 0;
            LastReading before = null;
            for (List<Reading> window : cut(readings, random)) {
                WholeCourse whole = WholeCourse.of(sum(window, TOTAL), before, 0, 0);
                increase += Double.isNaN(whole.increase()) ? 0 : whole.increase();
                found += whole.changes();
                before = LastReading.of(sum(window, TOTAL));
            }
            assertThat(increase).as("seed " + seed).isCloseTo(trueIncrease, within(1e-6));
            assertThat(found).as("seed " + seed).isEqualTo(resets);
        }
    }

    @Test
    void timeWeightedMeansOfWindowsAreTheIntegralWhereverTheWindowsAreCut() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            long hold = random.nextBoolean() ? 0 : 5 + random.nextInt(20);
            ReadingKind kind = new ReadingKind(
                    random.nextBoolean() ? Statistic.STATE : Statistic.INSTANT, true, hold * 1_000, Double.NaN);
            Map<Long, Double> values = new TreeMap<>();
            for (int i = 0; i < 40; i++) {
                values.put(
                        (long) random.nextInt(400),
                        random.nextInt(5) == 0 ? Double.NaN : Double.valueOf(random.nextInt(4)));
            }
            LastReading before = null;
            for (long start = 0; start < 440; ) {
                long end = Math.min(440, start + 1 + random.nextInt(60));
                List<Reading> window = new ArrayList<>();
                for (long second = start; second < end; second++) {
                    if (values.containsKey(second)) {
                        window.add(new Reading(values.get(second), second * SECOND));
                    }
                }
                Summary inside = sum(window, kind);
                if (before != null || inside.course().isKept()) {
                    checkHeld(WholeCourse.of(inside, before, start * SECOND, end * SECOND), values, start, end, hold);
                }
                before = inside.count() > 0
                        ? LastReading.of(inside)
                        : before == null ? null : before.endedIn(inside.course());
                start = end;
            }
        }
    }

    private static void checkHeld(WholeCourse whole, Map<Long, Double> values, long start, long end, long hold) {
        double integral = 0;
        long known = 0;
        Map<Double, Long> states = new TreeMap<>();
        for (long second = 0, since = Long.MIN_VALUE; second < end; second++) {
            if (values.containsKey(second)) {
                since = values.get(second).isNaN() ? Long.MIN_VALUE : second;
            }
            if (second >= start && since != Long.MIN_VALUE && (hold == 0 || second - since < hold)) {
                integral += values.get(since);
                known++;
                states.merge(values.get(since), SECOND, Long::sum);
            }
        }
        assertThat(whole.integral()).isCloseTo(integral, within(1e-9));
        assertThat(whole.knownMicros()).isEqualTo(known * SECOND);
        if (known > 0) {
            assertThat(whole.mean()).isCloseTo(integral / known, within(1e-9));
        }
        assertThat(whole.microsOfState()).isEqualTo(whole.kind().statistic() == Statistic.STATE ? states : Map.of());
    }

    @Test
    void partsThatFollowOneAnotherGiveTheSameInEveryGroupingAndWhicheverIsAddedToTheOther() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            ReadingKind kind = List.of(TOTAL, DOOR, ON_CHANGE).get(random.nextInt(3));
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                boolean missing = kind.isHeld() && random.nextInt(3) == 0;
                readings.add(new Reading(missing ? Double.NaN : random.nextInt(100), i * SECOND));
            }
            List<Summary> parts = new ArrayList<>(
                    cut(readings, random).stream().map(part -> sum(part, kind)).toList());
            while (parts.size() > 1) {
                int at = random.nextInt(parts.size() - 1);
                Summary next = parts.remove(at + 1);
                parts.set(at, random.nextBoolean() ? parts.get(at).merge(next) : next.merge(parts.get(at)));
            }
            assertThat(parts.get(0).course()).isEqualTo(sum(readings, kind).course());
        }
    }

    @Test
    void courseOfPartsThatOverlapInTimeIsNotKnown() {
        Summary minute = sum(List.of(new Reading(1, 0), new Reading(3, 2)), TOTAL);
        Summary late = sum(List.of(new Reading(2, 1)), TOTAL);
        assertThat(minute.merge(late).course()).isEqualTo(Course.unknown(TOTAL, Unknown.LATE_READINGS));
        assertThat(new SummaryAccumulator(minute)
                        .add(2, 1, TOTAL)
                        .build()
                        .course()
                        .known())
                .isFalse();
        WholeCourse whole = WholeCourse.of(minute.merge(late), null, 0, 4);
        assertThat(whole.unknown()).isEqualTo(Unknown.LATE_READINGS);
        assertThat(whole.increase()).isNaN();
        assertThat(WholeCourse.of(Summary.of(1, 0), null, 0, 4).unknown()).isEqualTo(Unknown.STORED_BEFORE);
    }

    @Test
    void unknownStepIsThatOfItsWindowAlone() {
        Summary before = sum(List.of(new Reading(1, 0), new Reading(3, 1)), TOTAL);
        Summary other = new SummaryAccumulator()
                .addWithoutStep(900, 2, TOTAL)
                .add(902, 3, TOTAL)
                .build();
        Summary after = sum(List.of(new Reading(905, 4), new Reading(907, 5)), TOTAL);
        assertThat(WholeCourse.of(before, null, 0, 2).increase()).isEqualTo(2);
        assertThat(WholeCourse.of(other, LastReading.of(before), 2, 4).unknown())
                .isEqualTo(Unknown.STEP_UNKNOWN);
        assertThat(WholeCourse.of(after, LastReading.of(other), 4, 6).increase())
                .isEqualTo(5);
        assertThat(before.merge(other).merge(after).course().unknown()).isEqualTo(Unknown.STEP_UNKNOWN);
    }

    @Test
    void readingsOfTwoKindsHaveNoCourseTogether() {
        Summary both = Summary.of(1, 0).merge(sum(List.of(new Reading(2, 1)), TOTAL));
        assertThat(both.course()).isEqualTo(Course.unknown(TOTAL, Unknown.SETTINGS_CHANGED));
        assertThat(Summary.of(1, 0).merge(Summary.of(2, 1)).course()).isEqualTo(Course.NONE);
    }

    @Test
    void totalWhoseIntervalOrLimitIsChangedKeepsItsStepsWithTheNewerLimit() {
        ReadingKind before = meter(900_000, 65_536);
        ReadingKind after = meter(300_000, 32_768);
        SummaryAccumulator hour = new SummaryAccumulator();
        hour.add(100, 0, before).add(110, 10, before).add(32_760, 20, after).add(3, 30, after);
        assertThat(hour.build().course().known()).isTrue();
        Summary next = sum(List.of(new Reading(5, 40)), after);
        Summary first = sum(List.of(new Reading(32_767, 30)), before);
        assertThat(WholeCourse.of(hour.build(), null, 0, 35).increase()).isEqualTo(32_671);
        assertThat(WholeCourse.of(next, LastReading.of(first), 35, 45).increase())
                .isEqualTo(6);
        assertThat(after.holdMillis()).isZero();
    }

    @Test
    void valueHoldsAsLongAsWasSetWhenItCame() {
        ReadingKind ten = new ReadingKind(Statistic.STATE, false, 10_000, Double.NaN);
        ReadingKind three = new ReadingKind(Statistic.STATE, false, 3_000, Double.NaN);
        Summary one = sum(List.of(new Reading(1, 0)), ten);
        Summary other = sum(List.of(new Reading(2, 20 * SECOND)), three);
        WholeCourse together = WholeCourse.of(one.merge(other), null, 0, 30 * SECOND);
        assertThat(together.microsOfState()).isEqualTo(Map.of(1.0, 10 * SECOND, 2.0, 3 * SECOND));
        WholeCourse apart = WholeCourse.of(other, LastReading.of(one), 4 * SECOND, 30 * SECOND);
        assertThat(apart.microsOfState()).isEqualTo(Map.of(1.0, 6 * SECOND, 2.0, 3 * SECOND));
        assertThat(apart.changes()).isEqualTo(1);
    }

    @Test
    void readingsBeforeAChangeOfTheirKindAreNotPutTogetherWithThoseAfterAndTheReasonIsTold() {
        Summary interval = Summary.of(1, 0);
        Summary onChange = sum(List.of(new Reading(2, SECOND)), ON_CHANGE);
        assertThat(WholeCourse.of(onChange, LastReading.of(interval), SECOND, 9).unknown())
                .isEqualTo(Unknown.SETTINGS_CHANGED);
        assertThat(WholeCourse.of(interval.merge(onChange), null, 0, 9).unknown())
                .isEqualTo(Unknown.SETTINGS_CHANGED);
    }

    @Test
    void stepDownIsAResetBelowNineTenthsAndARollOverNearItsLimit() {
        ReadingKind sixteenBits = new ReadingKind(Statistic.TOTAL, false, 0, 65_536);
        assertThat(sixteenBits.increase(65_530, 4)).isEqualTo(10);
        assertThat(sixteenBits.increase(30_000, 4)).isEqualTo(4);
        assertThat(TOTAL.increase(439_554, 2)).isEqualTo(2);
        assertThat(TOTAL.increase(100.02, 100.01)).isCloseTo(-0.01, within(1e-9));
        assertThat(TOTAL.isReset(100, 90)).isFalse();
        assertThat(TOTAL.isReset(100, 89.9)).isTrue();
    }

    @Test
    void memberWithoutAStepAddsNothingToAGroupAndOneOfAnotherKindMakesItUnknown() {
        WholeCourse first = WholeCourse.of(sum(List.of(new Reading(10, 1)), TOTAL), null, 0, 9);
        WholeCourse other = WholeCourse.of(sum(List.of(new Reading(5, 1), new Reading(7, 2)), TOTAL), null, 0, 9);
        assertThat(first.plus(other).increase()).isEqualTo(2);
        assertThat(other.plus(first).increase()).isEqualTo(2);
        assertThat(first.plus(first).increase()).isNaN();
        WholeCourse held = WholeCourse.of(sum(List.of(new Reading(5, 1)), ON_CHANGE), null, 0, 9);
        assertThat(held.plus(other).unknown()).isEqualTo(Unknown.MIXED);
    }

    @Test
    void totalBelowZeroIsNotResetAndItsIncreaseIsTheDifference() {
        assertThat(TOTAL.increase(-5, -4.8)).isCloseTo(0.2, within(1e-9));
        assertThat(TOTAL.increase(-4.8, -5.2)).isCloseTo(-0.4, within(1e-9));
        assertThat(TOTAL.increase(0.3, -0.1)).isCloseTo(-0.4, within(1e-9));
        assertThat(TOTAL.increase(-0.1, 0.3)).isCloseTo(0.4, within(1e-9));
        assertThat(sum(List.of(new Reading(-5, 0), new Reading(-4.8, 1), new Reading(-4.6, 2)), TOTAL)
                        .course()
                        .changes())
                .isZero();
    }

    @Test
    void stepOverABorderBelongsToTheLaterWindowAndTheFirstReadingOfAllHasNoStep() {
        Summary one = sum(List.of(new Reading(10, 1)), TOTAL);
        assertThat(WholeCourse.of(one, null, 0, 2).increase()).isNaN();
        Summary next = sum(List.of(new Reading(13, 3), new Reading(14, 4)), TOTAL);
        assertThat(WholeCourse.of(next, LastReading.of(one), 2, 5).increase()).isEqualTo(4);
    }

    /** Public reports of time-weighted means: no carrying into the next bucket, a last value without weight, extrapolation. */
    @Test
    void valueHoldsToTheEndOfItsWindowAndIntoTheNextAndNoMeanIsAboveTheGreatestValue() {
        Summary first = sum(
                List.of(0, 1, 2, 3, 4, 6, 7, 8, 9).stream()
                        .map(second -> new Reading(second, second * SECOND))
                        .toList(),
                ON_CHANGE);
        assertThat(WholeCourse.of(first, null, 0, 10 * SECOND).mean()).isCloseTo(4.4, within(1e-12));
        Summary next = sum(List.of(new Reading(10, 14 * SECOND)), ON_CHANGE);
        assertThat(WholeCourse.of(next, LastReading.of(first), 10 * SECOND, 20 * SECOND)
                        .mean())
                .isCloseTo((4 * 9 + 6 * 10) / 10.0, within(1e-12));
        Summary day = sum(
                List.of(
                        new Reading(1, 0),
                        new Reading(1, SECOND),
                        new Reading(1_000, 82_801 * SECOND),
                        new Reading(1_000, 86_399 * SECOND)),
                ON_CHANGE);
        assertThat(WholeCourse.of(day, null, 0, 86_400 * SECOND).mean())
                .isCloseTo((82_801 + 3_599_000) / 86_400.0, within(1e-9));
        Summary late = sum(
                List.of(
                        new Reading(1, 39_600 * SECOND),
                        new Reading(0, 43_200 * SECOND),
                        new Reading(1, 46_800 * SECOND)),
                ON_CHANGE);
        WholeCourse whole = WholeCourse.of(late, null, 0, 86_400 * SECOND);
        assertThat(whole.mean()).isCloseTo(12 / 13.0, within(1e-12));
        assertThat(whole.knownMicros()).isEqualTo(46_800 * SECOND);
    }

    @Test
    void valueHoldsThroughWindowsWithoutReadings() {
        LastReading open = new LastReading(DOOR, 1, 0, Lost.NEVER);
        WholeCourse night = WholeCourse.of(Summary.EMPTY, open, 10 * SECOND, 20 * SECOND);
        assertThat(night.microsOfState()).isEqualTo(Map.of(1.0, 10 * SECOND));
        assertThat(night.changes()).isZero();
        ReadingKind twelve = new ReadingKind(Statistic.STATE, true, 12_000, Double.NaN);
        assertThat(WholeCourse.of(Summary.EMPTY, new LastReading(twelve, 1, 0, Lost.NEVER), 10 * SECOND, 20 * SECOND)
                        .knownMicros())
                .isEqualTo(2 * SECOND);
    }

    @Test
    void missingReadingEndsAHeldValueAndATransitionIsCountedIfTheValueAfterItDiffers() {
        List<Reading> hour = List.of(
                new Reading(1, 0),
                new Reading(1, 15 * SECOND),
                new Reading(Double.NaN, 30 * SECOND),
                new Reading(Double.NaN, 40 * SECOND));
        WholeCourse half = WholeCourse.of(sum(hour, DOOR), null, 0, 60 * SECOND);
        assertThat(half.microsOfState()).isEqualTo(Map.of(1.0, 30 * SECOND));
        assertThat(half.changes()).isZero();
        LastReading last = LastReading.of(sum(hour, DOOR));
        assertThat(WholeCourse.of(Summary.EMPTY, last, 60 * SECOND, 90 * SECOND).knownMicros())
                .isZero();
        Summary closed = sum(List.of(new Reading(0, 70 * SECOND)), DOOR);
        WholeCourse next = WholeCourse.of(closed, last, 60 * SECOND, 90 * SECOND);
        assertThat(next.microsOfState()).isEqualTo(Map.of(0.0, 20 * SECOND));
        assertThat(next.changes()).isEqualTo(1);
        assertThat(next.begin()).isNaN();
    }

    /** Public reports: a null within a bucket, after a value carried from the one before, and a bucket that begins with nulls. */
    @Test
    void meanLeavesOutTheTimeFromAMissingReadingToTheNext() {
        long minute = 60 * SECOND;
        LastReading ten = new LastReading(ON_CHANGE, 10, -minute, Lost.NEVER);
        Summary hour = sum(List.of(new Reading(Double.NaN, 75 * minute), new Reading(20, 90 * minute)), ON_CHANGE);
        WholeCourse whole = WholeCourse.of(hour, ten, 60 * minute, 120 * minute);
        assertThat(whole.mean()).isCloseTo(50 / 3.0, within(1e-9));
        assertThat(whole.knownMicros()).isEqualTo(45 * minute);
        Summary nulls = sum(
                List.of(new Reading(Double.NaN, 0), new Reading(Double.NaN, 10 * minute), new Reading(1, 20 * minute)),
                ON_CHANGE);
        assertThat(WholeCourse.of(nulls, null, 0, 60 * minute).mean()).isEqualTo(1);
        assertThat(WholeCourse.of(nulls, ten, 0, 60 * minute).knownMicros()).isEqualTo(40 * minute);
    }

    @Test
    void stepOfATotalGoesAcrossMissingReadings() {
        Summary gas =
                sum(List.of(new Reading(10, 0), new Reading(Double.NaN, SECOND), new Reading(13, 2 * SECOND)), TOTAL);
        assertThat(WholeCourse.of(gas, null, 0, 9).increase()).isEqualTo(3);
        assertThat(sum(List.of(new Reading(Double.NaN, SECOND)), TOTAL)).isEqualTo(Summary.EMPTY);
    }

    @Test
    void lateMissingReadingBetweenOthersMakesTheCourseUnknownAndOneAmongMissingOnesDoesNot() {
        Summary open = sum(List.of(new Reading(1, 0), new Reading(1, 20 * SECOND)), DOOR);
        Summary late = sum(List.of(new Reading(Double.NaN, 10 * SECOND)), DOOR);
        assertThat(open.merge(late).course().unknown()).isEqualTo(Unknown.LATE_READINGS);
        assertThat(late.merge(open).course().unknown()).isEqualTo(Unknown.LATE_READINGS);
        Summary missing = sum(List.of(new Reading(Double.NaN, 5), new Reading(Double.NaN, 20 * SECOND)), DOOR);
        assertThat(missing.merge(late).course().lost()).isEqualTo(new Lost(5, 5, 20 * SECOND));
    }

    @Test
    void tooManyStatesAreNotKnown() {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i <= Course.MOST_STATES + 1; i++) {
            readings.add(new Reading(i, i * SECOND));
        }
        assertThat(sum(readings, DOOR).course().unknown()).isEqualTo(Unknown.TOO_MANY_STATES);
        assertThat(sum(readings, ON_CHANGE).course().known()).isTrue();
    }

    @Test
    void bytesAreReadBackAndOtherBytesAreRefused() {
        for (ReadingKind kind : List.of(TOTAL, DOOR, ON_CHANGE, new ReadingKind(Statistic.TOTAL, false, 0, 65_536))) {
            Course course = sum(List.of(new Reading(5, 0), new Reading(1, 9), new Reading(-0.0, 12)), kind)
                    .course();
            assertThat(Course.parse(course.bytes())).isEqualTo(course);
            assertThat(course.bytes()[0]).as("read by release 0.1 too").isEqualTo((byte) 1);
        }
        Course missing = sum(List.of(new Reading(5, 0), new Reading(Double.NaN, 9)), DOOR)
                .course();
        assertThat(Course.parse(missing.bytes())).isEqualTo(missing);
        for (Unknown why : List.of(
                Unknown.LATE_READINGS, Unknown.SETTINGS_CHANGED, Unknown.TOO_MANY_STATES, Unknown.STEP_UNKNOWN)) {
            Course unknown = Course.unknown(DOOR, why);
            assertThat(Course.parse(unknown.bytes())).isEqualTo(unknown);
        }
        assertThat(Course.NONE.bytes()).isEmpty();
        assertThat(Course.parse(new byte[0])).isEqualTo(Course.NONE);
        assertThatThrownBy(() -> Course.parse(new byte[] {7})).hasMessageContaining("version 7");
        assertThatThrownBy(() -> Course.parse(new byte[] {1, 0})).hasMessageContaining("no course");
    }

    /** The kind of a total that rolls over. */
    private static ReadingKind meter(long intervalMillis, double rollsOverAt) {
        DatastreamOptions usual = DatastreamOptions.of(Statistic.TOTAL, intervalMillis, 0, 0);
        return ParamSpec.of(DatastreamOptions.class)
                .with(usual, "rollsOverAt", rollsOverAt)
                .kind();
    }

    private static Summary sum(List<Reading> readings, ReadingKind kind) {
        SummaryAccumulator sum = new SummaryAccumulator();
        for (Reading reading : readings) {
            if (Double.isNaN(reading.value)) {
                sum.addMissing(reading.micros, kind);
            } else {
                sum.add(reading.value, reading.micros, kind);
            }
        }
        return sum.build();
    }

    private static List<List<Reading>> cut(List<Reading> readings, Random random) {
        List<List<Reading>> windows = new ArrayList<>();
        for (int from = 0; from < readings.size(); ) {
            int to = Math.min(readings.size(), from + 1 + random.nextInt(8));
            windows.add(readings.subList(from, to));
            from = to;
        }
        return windows;
    }
}
