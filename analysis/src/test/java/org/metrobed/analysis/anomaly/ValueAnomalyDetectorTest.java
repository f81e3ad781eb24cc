package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.anomaly.ValueAnomalyDetector.Verdict;
import org.metrobed.model.Scale;

class ValueAnomalyDetectorTest {

    private static final int WEEK = 7 * Values.DAY;
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long DAY_MICROS = 24 * HOUR_MICROS;

    private final ValueAnomalyDetector detector =
            new ValueAnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE, 0);
    private int index;

    @Test
    void jumpIsCertainUntilTheValuesComeBack() {
        judge(Values.noise(WEEK, 1));
        assertThat(judge(80)).satisfies(verdict -> assertCertain(verdict, Cause.JUMP));
        assertThat(judge(81)).satisfies(verdict -> assertCertain(verdict, Cause.JUMP));
        assertThat(judge(20).certain()).as("where it is usual").isFalse();
        assertThat(judge(20.5).certain()).isFalse();
    }

    @Test
    void stepAcrossAGapIsNoJump() {
        judge(Values.noise(WEEK, 1));
        detector.skip();
        assertThat(judge(80).certain()).isFalse();
    }

    @Test
    void valueThatIsRepeatedSixTimesWhereNoneIsRepeatedIsStuckAndTeachesNothing() {
        judge(Values.noise(WEEK, 1));
        Band before = judge(20).band();
        List<Verdict> same = judge(Values.changed(new double[1_000], 0, 1_000, i -> 20));
        assertThat(same.subList(0, 4)).noneMatch(Verdict::certain);
        assertThat(same.subList(10, 1_000)).allSatisfy(verdict -> assertCertain(verdict, Cause.STUCK));
        Band after = judge(20.5).band();
        assertThat(after.high() - after.low()).isGreaterThan((before.high() - before.low()) / 2);
    }

    @Test
    void levelBelowThreeQuartersIsNoEvidenceInTheFirstWeekAndIsOneLater() {
        double[] values = Values.noise(4 * WEEK, 2);
        List<Score> plain = Values.scores(values);
        List<Verdict> verdicts = judge(values);
        int held = 0;
        for (int i = 0; i < values.length; i++) {
            double level = plain.get(i).level();
            if (i < WEEK && level >= EnsembleDetector.ALARM && level < 0.75) {
                held++;
                assertThat(verdicts.get(i).level()).isEqualTo(0.49);
            } else {
                assertThat(verdicts.get(i).level()).isEqualTo(i < WEEK && level < 0.75 ? Math.min(level, 0.49) : level);
            }
        }
        assertThat(held).isPositive();
    }

    @Test
    void oddsOfAnHourlyLevelAreMultipliedByItsIntervalInFiveMinutesAfterTheFirstWeek() {
        double[] values = Values.noise(4 * WEEK, 2);
        List<Verdict> often = judge(values);
        ValueAnomalyDetector hourly =
                new ValueAnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE, 12 * Values.STEP_MICROS);
        index = 0;
        boolean higher = false;
        for (int i = 0; i < values.length; i++) {
            double level = often.get(i).level();
            Verdict verdict = hourly.judge(mean(values[i]));
            assertThat(verdict.level())
                    .isEqualTo(i < WEEK || often.get(i).certain() ? level : 12 * level / (1 - level + 12 * level));
            higher = higher || (level < 0.5 && verdict.level() > 0.5);
        }
        assertThat(higher).isTrue();
    }

    @Test
    void jumpInsideTheBandIsNoneInTheFirstWeekAndIsOneLater() {
        wave(500 + 125);
        assertThat(judge(22).certain()).isFalse();
        index = 0;
        ValueAnomalyDetector later = new ValueAnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE, 0);
        for (double value : Values.changed(Values.noise(3_125, 6), 0, 3_125, ValueAnomalyDetectorTest::onTheWave)) {
            later.judge(mean(value));
        }
        assertThat(later.judge(mean(22))).satisfies(verdict -> assertCertain(verdict, Cause.JUMP));
    }

    @Test
    void jumpOutsideTheBandIsOneInTheFirstWeek() {
        wave(500 + 125);
        assertThat(judge(900)).satisfies(verdict -> assertCertain(verdict, Cause.JUMP));
    }

    private void wave(int values) {
        judge(Values.changed(Values.noise(values, 6), 0, values, ValueAnomalyDetectorTest::onTheWave));
    }

    /** Between 20 and 40, with small steps, at no fixed time of day. */
    private static double onTheWave(int i) {
        return 30 + 10 * Math.sin(2 * Math.PI * i / 500) + 0.01 * (i * 7_919 % 13);
    }

    /** Hourly counts; a loss on a Thursday before holidays from Friday to Monday. */
    @Test
    void lossEndsAlsoOnHolidays() {
        long monday = Values.START_MICROS / DAY_MICROS;
        long holiday = monday + 8 * 7 + 4;
        SeasonCalendar calendar = new SeasonCalendar(ZoneOffset.UTC, day -> day == holiday || day == holiday + 3);
        ValueAnomalyDetector hourly = new ValueAnomalyDetector(calendar, Scale.LINE, HOUR_MICROS);
        Random random = new Random(3);
        Set<Integer> lossHours = new TreeSet<>();
        for (int hour = 0; hour < 24 * (8 * 7 + 8); hour++) {
            long time = Values.START_MICROS + hour * HOUR_MICROS;
            boolean rest = LocalMoment.of(time, calendar).restDay();
            boolean lost = hour >= 24 * (8 * 7 + 3) && hour < 24 * (8 * 7 + 4);
            double height = Math.max(0.02, Math.sin((hour % 24 - 5) / 18.0 * Math.PI));
            double value = Math.rint(
                    1_000 * height * (0.8 + 0.4 * random.nextDouble()) * (rest ? 0.5 : 1) * (lost ? 0.04 : 1));
            Verdict verdict = hourly.judge(new FiveMinuteMeans.Mean(time, value));
            if (verdict.cause() == Cause.LOSS) {
                lossHours.add(hour - 24 * (8 * 7 + 3));
            }
        }
        assertThat(lossHours).contains(23).allMatch(hour -> hour > 0 && hour < 24 + 14);
    }

    @Test
    void restoredDetectorGoesOnAsBefore() {
        judge(Values.noise(WEEK, 3));
        judge(80);
        ByteBuffer saved = ByteBuffer.allocate(detector.bytes());
        detector.write(saved);
        assertThat(saved.remaining()).isZero();
        ValueAnomalyDetector restored = new ValueAnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE, 0);
        restored.read(saved.flip());
        for (double value : Values.noise(100, 4)) {
            FiveMinuteMeans.Mean mean = mean(value);
            assertThat(restored.judge(mean)).isEqualTo(detector.judge(mean));
        }
    }

    private List<Verdict> judge(double[] values) {
        List<Verdict> verdicts = new ArrayList<>();
        for (double value : values) {
            verdicts.add(judge(value));
        }
        return verdicts;
    }

    private Verdict judge(double value) {
        return detector.judge(mean(value));
    }

    private FiveMinuteMeans.Mean mean(double value) {
        return new FiveMinuteMeans.Mean(Values.START_MICROS + index++ * Values.STEP_MICROS, value);
    }

    private static void assertCertain(Verdict verdict, Cause cause) {
        assertThat(verdict.certain()).isTrue();
        assertThat(verdict.level()).isEqualTo(1);
        assertThat(verdict.cause()).isEqualTo(cause);
    }
}
