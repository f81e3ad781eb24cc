package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metrobed.analysis.anomaly.Values.DAY;
import static org.metrobed.analysis.anomaly.Values.alarms;
import static org.metrobed.analysis.anomaly.Values.changed;
import static org.metrobed.analysis.anomaly.Values.daily;
import static org.metrobed.analysis.anomaly.Values.noise;
import static org.metrobed.analysis.anomaly.Values.scores;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.model.Scale;

class EnsembleDetectorTest {

    private static final int DEFAULT_BUDGET = 6 * 1024;
    private static final int RICH_BUDGET = 32 * 1024;

    @Test
    void ordinaryDaysCallNobody() {
        for (int seed = 0; seed < 5; seed++) {
            List<Score> scores = scores(daily(28, seed));
            assertThat(alarms(scores, 2 * DAY, scores.size())).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void spikeIsAnAlarmAtOnce() {
        int at = 10 * DAY + 40;
        List<Score> scores = scores(changed(daily(12, 1), at, at + 1, i -> 300));
        assertThat(alarms(scores, at - DAY, at + DAY)).startsWith(at);
        assertThat(scores.get(at).level()).isGreaterThan(0.5);
    }

    @Test
    void valueThatIsUsualByDayIsUnusualAtNight() {
        double[] values = daily(16, 2);
        int night = 14 * DAY;
        List<Score> scores = scores(changed(values, night, night + 6, i -> 150));
        assertThat(alarms(scores, night, night + 6)).isNotEmpty();
        assertThat(scores.get(night).band().high()).isLessThan(100);
    }

    @Test
    void levelShiftIsOneEventAndNotOneAlarmForEachValue() {
        double[] values = noise(14 * DAY, 3);
        int at = 10 * DAY;
        List<Score> scores = scores(changed(values, at, values.length, i -> values[i] + 8));
        assertThat(alarms(scores, at, at + 12)).isNotEmpty();
        assertThat(alarms(scores, at, at + DAY)).hasSizeLessThan(15);
        assertThat(scores.get(at + 30).level()).isGreaterThan(0.5);
        assertThat(scores.get(at + 30).leading()).isIn(Cause.LEVEL_SHIFT, Cause.UNREST);
    }

    @Test
    void stuckSensorIsNoticedWithinTwoHoursAndToldOnce() {
        double[] values = noise(8 * DAY, 4);
        int at = 7 * DAY;
        List<Score> scores = scores(changed(values, at, values.length, i -> values[at]));
        assertThat(alarms(scores, at, at + 30)).isNotEmpty();
        assertThat(alarms(scores, at, values.length)).hasSizeLessThan(5);
        assertThat(scores.get(at + 28).leading()).isEqualTo(Cause.STUCK);
    }

    @Test
    void datastreamThatNeverChangesIsNotStuck() {
        List<Score> scores = scores(new double[10 * DAY]);
        assertThat(scores).allSatisfy(score -> assertThat(score.level()).isLessThan(EnsembleDetector.ALARM));
    }

    @Test
    void squareWaveWithoutNoiseCallsNobody() {
        double[] values = changed(new double[14 * DAY], 0, 14 * DAY, i -> i % DAY >= 110 && i % DAY < 220 ? 80 : 20);
        List<Score> scores = scores(values);
        assertThat(alarms(scores, 0, scores.size())).isEmpty();
    }

    @Test
    void noiseThatGrowsIsNoticed() {
        double[] values = noise(12 * DAY, 5);
        Random random = new Random(6);
        int at = 10 * DAY;
        List<Score> scores = scores(changed(values, at, at + 48, i -> 20 + 6 * random.nextGaussian()));
        assertThat(alarms(scores, at, at + 48)).isNotEmpty();
    }

    @Test
    void quietWeekendsAreLearnt() {
        double[] values = noise(56 * DAY, 7);
        double[] weekly = changed(values, 0, values.length, i -> values[i] + (weekday(i) ? 100 : 0));
        List<Score> scores = scores(weekly);
        int lastWeek = 49 * DAY;
        assertThat(alarms(scores, lastWeek, scores.size())).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void bandHoldsOrdinaryValuesAndFollowsTheHour() {
        double[] values = daily(28, 8);
        List<Score> scores = scores(values);
        int inside = 0;
        for (int i = 14 * DAY; i < values.length; i++) {
            Band band = scores.get(i).band();
            inside += values[i] >= band.low() && values[i] <= band.high() ? 1 : 0;
        }
        assertThat(inside / (14.0 * DAY)).isGreaterThan(0.97);
        assertThat(scores.get(20 * DAY).band().expected()).isBetween(40.0, 60.0);
        assertThat(scores.get(20 * DAY + DAY / 2).band().expected()).isBetween(140.0, 160.0);
    }

    @Test
    void bandIsKnownFromBeforeTheValue() {
        double[] values = daily(5, 9);
        int at = 4 * DAY;
        Band plain = scores(values).get(at).band();
        Band spiked = scores(changed(values, at, at + 1, i -> 1e6)).get(at).band();
        assertThat(spiked).isEqualTo(plain);
        assertThat(scores(values).get(0).band().known()).isFalse();
    }

    @Test
    void gapIsNoStepAndSeasonGoesOnBehindIt() {
        double[] values = daily(20, 10);
        Detector detector = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC);
        int alarms = 0;
        for (int i = 0; i < values.length; i++) {
            if (i < 12 * DAY || i >= 14 * DAY + DAY / 2) {
                Score score = detector.update(Values.START_MICROS + i * Values.STEP_MICROS, values[i]);
                alarms += i > 2 * DAY && score.alarm() >= EnsembleDetector.ALARM ? 1 : 0;
            }
        }
        assertThat(alarms).isLessThanOrEqualTo(3);
    }

    @Test
    void irregularTimesAreJudgedByTheirHour() {
        Random random = new Random(11);
        Detector detector = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC);
        double micros = Values.START_MICROS;
        int alarms = 0;
        for (int i = 0; i < 6_000; i++) {
            micros += 60e6 + random.nextDouble() * 900e6;
            double day = micros / 86_400e6;
            double value = 100 - 50 * Math.cos(2 * Math.PI * (day - Math.floor(day))) + 3 * random.nextGaussian();
            Score score = detector.update((long) micros, value);
            alarms += i > 500 && score.alarm() >= EnsembleDetector.ALARM ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(Richness.class)
    void noInputIsTooStrange(Richness richness) {
        double[] strange = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            0,
            -0.0,
            1e-300,
            42
        };
        long[] times = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Values.START_MICROS, Values.START_MICROS, 5};
        Random random = new Random(12);
        EnsembleDetector detector = new EnsembleDetector(richness, ZoneId.of("Europe/Berlin"));
        for (int i = 0; i < 5_000; i++) {
            Score score = detector.update(times[random.nextInt(times.length)], strange[random.nextInt(strange.length)]);
            assertThat(score.level()).isBetween(0.0, 1.0);
            assertThat(score.alarm()).isBetween(0.0, score.level());
        }
        assertThat(EnsembleDetector.restore(detector.save(), SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE)
                        .save())
                .isEqualTo(detector.save());
    }

    @Test
    void valueThatIsNoNumberChangesNothing() {
        double[] values = daily(4, 13);
        EnsembleDetector plain = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC);
        EnsembleDetector holed = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC);
        for (int i = 0; i < values.length; i++) {
            long micros = Values.START_MICROS + i * Values.STEP_MICROS;
            Score nothing = holed.update(micros, Double.NaN);
            Score score = plain.update(micros, values[i]);
            assertThat(nothing.level()).isZero();
            assertThat(nothing.band()).isEqualTo(score.band());
            assertThat(holed.update(micros, values[i])).isEqualTo(score);
        }
    }

    @Test
    void firstValuesAreOnlyLearntFrom() {
        List<Score> scores = scores(changed(noise(DAY, 14), 100, 103, i -> 1e6));
        assertThat(scores).allSatisfy(score -> assertThat(score.level()).isLessThan(EnsembleDetector.ALARM));
    }

    @Test
    void unitAndOffsetOfTheValuesDoNotMatterMuch() {
        double[] values = changed(daily(12, 15), 11 * DAY, 11 * DAY + 3, i -> 400);
        double[] other = changed(values, 0, values.length, i -> 101_325 + values[i] * 1_024);
        assertThat(alarms(scores(other), 0, other.length)).contains(11 * DAY);
        assertThat(alarms(scores(values), 0, values.length)).contains(11 * DAY);
    }

    @ParameterizedTest
    @EnumSource(Richness.class)
    void stateIsWithinItsBudgetFromTheFirstValueOn(Richness richness) {
        int budget = richness == Richness.DEFAULT ? DEFAULT_BUDGET : RICH_BUDGET;
        EnsembleDetector detector = new EnsembleDetector(richness, ZoneOffset.UTC);
        int empty = detector.save().length;
        scores(detector, daily(30, 16), Values.START_MICROS);
        assertThat(detector.save()).hasSize(empty).hasSizeLessThanOrEqualTo(budget);
    }

    @Test
    void foreignBytesAreRefused() {
        byte[] saved = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC).save();
        byte[] newer = saved.clone();
        newer[0] = EnsembleDetector.VERSION + 1;
        byte[] unknown = saved.clone();
        unknown[1] = 99;
        for (byte[] wrong : List.of(new byte[0], newer, unknown, Arrays.copyOf(saved, saved.length - 1))) {
            assertThatThrownBy(() -> EnsembleDetector.restore(wrong, SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void wordsSayValueBandAndCause() {
        Score score = new Score(0.97, 0.97, new Band(14, 3, 25), Cause.SEASON);
        assertThat(score.words(412)).isEqualTo("412, expected 3 to 25: far from what is usual at this time of day");
        assertThat(new Score(0, 0, Band.NONE, Cause.STUCK).words(1.25))
                .isEqualTo("1.25: the same value for longer than ever before");
    }

    private static boolean weekday(int index) {
        return index / DAY % 7 < 5;
    }
}
