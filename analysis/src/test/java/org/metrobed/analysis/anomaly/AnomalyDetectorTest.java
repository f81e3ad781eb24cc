package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.anomaly.EpisodeChange.Kind;
import org.metrobed.model.Scale;

class AnomalyDetectorTest {

    private static final int DAY = Values.DAY;
    private static final int TEN_DAYS = 10 * DAY;
    private static final int SMALL = 6_000;
    private static final long MINUTE_MICROS = 60_000_000;

    @Test
    void nothingIsSaidOfAnOrdinaryMonth() {
        assertThat(changes(Values.daily(28, 1)))
                .allMatch(change -> change.kind() == Kind.PENDING || change.kind() == Kind.WITHDRAWN);
    }

    @Test
    void ofAReadingAMinuteTheValueDetectorIsReadAndSavedOnceInFiveMinutesAndNothingDiffers() {
        AnomalyDetector through = new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), MINUTE_MICROS, Scale.LINE);
        AnomalyDetector restored = new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), MINUTE_MICROS, Scale.LINE);
        byte[][] saved = {restored.valueBytes()};
        int[] readsAndWrites = new int[2];
        Random random = new Random(1);
        for (int minute = 0; minute < 600; minute++) {
            byte[] arrivals = restored.saveArrivals();
            restored = AnomalyDetector.restore(
                    arrivals,
                    () -> {
                        readsAndWrites[0]++;
                        return saved[0];
                    },
                    SeasonCalendar.of(ZoneOffset.UTC),
                    MINUTE_MICROS,
                    Scale.LINE);
            long time = Values.START_MICROS + minute * MINUTE_MICROS;
            double value = 10 + random.nextGaussian();
            assertThat(restored.next(time + 1_000, time, value, false))
                    .isEqualTo(through.next(time + 1_000, time, value, false));
            restored.saveValues().ifPresent(changed -> {
                readsAndWrites[1]++;
                saved[0] = changed;
            });
        }
        assertThat(readsAndWrites).containsExactly(119, 119);
        assertThat(restored.saveArrivals()).hasSizeLessThan(400);
        assertThat(restored.save()).isEqualTo(through.save());
    }

    /**
     * A restart of everything: the mean of the five minutes before the outage became known after it, and the next mean was
     * a jump from it; each sensor with readings more often than every five minutes called.
     */
    @Test
    void stepAcrossASilenceIsNoJump() {
        for (long hours : List.of(1, 4, 8, 12)) {
            assertThat(openedAfterSilence(hours)).as("after %s hours", hours).containsExactly(Cause.SILENCE);
        }
    }

    /** What opens if nothing arrives for some hours in the ninth day of a sensor with a daily course. */
    private static List<Cause> openedAfterSilence(long hours) {
        AnomalyDetector detector = new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), MINUTE_MICROS, Scale.LINE);
        Random random = new Random(3);
        List<Cause> opened = new ArrayList<>();
        long stop = 8 * 1_440 + 720;
        for (long minute = 0; minute < stop + hours * 60 + 360; minute++) {
            if (minute >= stop && minute < stop + hours * 60) {
                continue;
            }
            long time = Values.START_MICROS + minute * MINUTE_MICROS;
            double value = 30 + 10 * Math.sin(minute / 1_440.0 * 2 * Math.PI) + random.nextGaussian();
            detector.next(time + 1_000, time, value, false).stream()
                    .filter(change -> change.kind() == Kind.OPENED)
                    .map(EpisodeChange::cause)
                    .forEach(opened::add);
        }
        return opened;
    }

    @Test
    void levelShiftIsOneEpisodeFromItsFirstReading() {
        double[] values = Values.daily(14, 2);
        List<EpisodeChange> changes = told(Values.changed(values, TEN_DAYS, TEN_DAYS + 144, i -> values[i] + 90));

        assertThat(changes).hasSize(2);
        assertThat(changes.get(0))
                .isEqualTo(new EpisodeChange(Kind.OPENED, Cause.JUMP, moment(TEN_DAYS), moment(TEN_DAYS), 1));
        assertThat(changes.get(1).kind()).isEqualTo(Kind.CLOSED);
        assertThat(changes.get(1).atMicros()).isBetween(micros(TEN_DAYS + 144), micros(TEN_DAYS + 147));
    }

    @Test
    void spikeIsOneEpisode() {
        double[] values = Values.daily(14, 3);
        assertThat(causes(changes(Values.changed(values, TEN_DAYS, TEN_DAYS + 1, i -> values[i] + 200))))
                .containsExactly(Cause.JUMP);
    }

    @Test
    void stuckSensorIsOneEpisodeWithinTwoHours() {
        double[] values = Values.daily(14, 4);
        List<EpisodeChange> changes = told(Values.changed(values, TEN_DAYS, TEN_DAYS + 120, i -> values[TEN_DAYS]));

        assertThat(causes(changes)).containsExactly(Cause.STUCK);
        assertThat(changes.get(0).atMicros()).isLessThanOrEqualTo(micros(TEN_DAYS + 24));
        assertThat(changes.get(1).atMicros()).isEqualTo(micros(TEN_DAYS + 121));
    }

    /** The step to the present value, where the daily course has moved on, kept the alert open for hours. */
    @Test
    void stuckSensorThatMovesAgainIsNoJump() {
        double[] values = Values.daily(14, 4);
        for (int from = TEN_DAYS; from < TEN_DAYS + DAY; from += 24) {
            int start = from;
            List<EpisodeChange> changes = told(Values.changed(values, from, from + 90, i -> values[start]));
            assertThat(changes.get(changes.size() - 1).atMicros())
                    .as("from %s", from)
                    .isLessThanOrEqualTo(micros(from + 92));
        }
    }

    @Test
    void clockThatIsKnownToBeWrongIsToldAtOnceAndTeachesNothing() {
        AnomalyDetector anomalyDetection = new AnomalyDetector(ZoneOffset.UTC);

        assertThat(causes(anomalyDetection.nextWithWrongClock(micros(0)))).containsExactly(Cause.CLOCK);
        assertThat(anomalyDetection.judged()).isEmpty();
        assertThat(anomalyDetection.nextWithWrongClock(micros(1))).isEmpty();
        List<EpisodeChange> after = new ArrayList<>();
        for (int i = 2; i < 20; i++) {
            after.addAll(anomalyDetection.next(micros(i), micros(i), 50, false));
        }
        assertThat(after).extracting(EpisodeChange::kind).containsExactly(Kind.CLOSED);
    }

    @Test
    void silenceIsToldWhenItBeginsByTimeAloneAndOnce() {
        AnomalyDetector anomalyDetection = new AnomalyDetector(ZoneOffset.UTC);
        double[] values = Values.daily(2, 5);
        for (int i = 0; i < values.length; i++) {
            anomalyDetection.next(micros(i), micros(i), values[i], false);
        }
        long due = anomalyDetection.silentAtMicros();

        assertThat(due).isEqualTo(micros(values.length - 1 + 4));
        assertThat(anomalyDetection.pass(due)).isEmpty();
        assertThat(anomalyDetection.pass(due + 1))
                .contains(new EpisodeChange(
                        Kind.OPENED, Cause.SILENCE, moment(values.length - 1), Moment.ofArrival(due), 1));
        assertThat(anomalyDetection.silentAtMicros()).isEqualTo(Long.MAX_VALUE);
        assertThat(anomalyDetection.pass(due + 2)).isEmpty();
        assertThat(anomalyDetection.next(due + 3, due + 3, 50, false)).isEmpty();
        assertThat(anomalyDetection.next(due + Values.STEP_MICROS, due + Values.STEP_MICROS, 50, false))
                .extracting(EpisodeChange::kind)
                .containsExactly(Kind.CLOSED);
    }

    @Test
    void silenceThatNobodyAskedForIsToldByTheNextReading() {
        double[] values = Values.daily(14, 6);
        List<EpisodeChange> changes =
                told(Values.changed(values, TEN_DAYS, TEN_DAYS + 30, i -> Double.NEGATIVE_INFINITY));

        assertThat(causes(changes)).containsExactly(Cause.SILENCE);
        assertThat(changes.get(0).atMicros()).isEqualTo(micros(TEN_DAYS + 3));
    }

    @Test
    void valuesThatCannotBeAreNotJudged() {
        double[] values = Values.daily(14, 7);
        assertThat(told(Values.changed(values, TEN_DAYS, TEN_DAYS + 3, i -> Double.NaN)))
                .isEmpty();
    }

    @Test
    void stateIsSmall() {
        AnomalyDetector anomalyDetection = new AnomalyDetector(ZoneOffset.UTC);
        for (int i = 0; i < 3_000; i++) {
            anomalyDetection.next(micros(i), micros(i), i % 17, false);
        }
        assertThat(anomalyDetection.save()).hasSizeLessThanOrEqualTo(SMALL);
    }

    @Test
    void otherBytesAreRefused() {
        byte[] saved = new AnomalyDetector(ZoneOffset.UTC).save();
        byte[] older = saved.clone();
        older[0] = 0;

        assertThatThrownBy(() -> AnomalyDetector.restore(older, SeasonCalendar.of(ZoneOffset.UTC), 0, Scale.LINE))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> AnomalyDetector.restore(new byte[3], SeasonCalendar.of(ZoneOffset.UTC), 0, Scale.LINE))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> AnomalyDetector.restore(
                        Arrays.copyOf(saved, saved.length - 1), SeasonCalendar.of(ZoneOffset.UTC), 0, Scale.LINE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readingsThatFailTheirTestsAreAnEpisodeAndAreNotJudged() {
        AnomalyDetector anomalyDetection = new AnomalyDetector(ZoneOffset.UTC);
        double[] values = Values.daily(14, 8);
        List<EpisodeChange> changes = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            boolean failed = i >= TEN_DAYS && i < TEN_DAYS + 5;
            changes.addAll(anomalyDetection.next(micros(i), micros(i), failed ? 5_000 : values[i], failed));
            assertThat(anomalyDetection.judged().isPresent()).isEqualTo(!failed);
        }
        assertThat(changes.stream().filter(AnomalyDetectorTest::isTold))
                .containsExactly(
                        new EpisodeChange(Kind.OPENED, Cause.QUALITY, moment(TEN_DAYS + 2), moment(TEN_DAYS + 2), 1),
                        new EpisodeChange(Kind.CLOSED, Cause.QUALITY, moment(TEN_DAYS + 2), moment(TEN_DAYS + 6), 1));
    }

    @Test
    void whoReadsOftenIsJudgedByTheMeanOfFiveMinutesWhenALaterOneBegins() {
        AnomalyDetector anomalyDetection =
                new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), 60_000_000, Scale.LINE);
        List<AnomalyDetector.Judged> judged = new ArrayList<>();
        for (int minute = 0; minute < 11; minute++) {
            long time = Values.START_MICROS + minute * 60_000_000L;
            anomalyDetection.next(time, time, minute, false);
            anomalyDetection.judged().ifPresent(judged::add);
        }
        assertThat(judged).extracting(AnomalyDetector.Judged::timeMicros).containsExactly(micros(0), micros(1));
        assertThat(judged).extracting(AnomalyDetector.Judged::value).containsExactly(2.0, 7.0);
    }

    @Test
    void bandIsNotWidenedByValuesThatAreAwayAfterAJump() {
        AnomalyDetector often = new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), MINUTE_MICROS, Scale.LINE);
        Random random = new Random(1);
        int jump = 26 * 60;
        for (int minute = 0; minute < jump + 15; minute++) {
            long time = Values.START_MICROS + minute * MINUTE_MICROS;
            often.next(time, time, (minute < jump ? 6 : 81) + 0.5 * random.nextGaussian(), false);
        }
        Band band = often.expectedAt(Values.START_MICROS + (jump + 15) * MINUTE_MICROS);
        assertThat(band.low()).isBetween(4.0, 6.0);
        assertThat(band.high()).isBetween(6.0, 8.0);
    }

    @Test
    void whoReadsEveryFiveMinutesIsJudgedAtOnce() {
        AnomalyDetector anomalyDetection =
                new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), 300_000_000, Scale.LINE);
        anomalyDetection.next(micros(0) + 7, micros(0), 3, false);
        assertThat(anomalyDetection.judged()).hasValueSatisfying(judged -> {
            assertThat(judged.timeMicros()).isEqualTo(micros(0));
            assertThat(judged.value()).isEqualTo(3);
            assertThat(judged.band().known()).isFalse();
        });
    }

    @Test
    void fiveTimesAsManyReadingsAreTheSameEpisodes() {
        double[] values = Values.daily(14, 9);
        double[] stuck = Values.changed(values, TEN_DAYS, TEN_DAYS + 120, i -> values[TEN_DAYS]);
        AnomalyDetector often = new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), 60_000_000, Scale.LINE);
        List<EpisodeChange> changes = new ArrayList<>();
        for (int minute = 0; minute < 5 * stuck.length; minute++) {
            long time = Values.START_MICROS + minute * 60_000_000L;
            changes.addAll(often.next(time, time, stuck[minute / 5], false));
        }
        assertThat(changes.stream().filter(AnomalyDetectorTest::isTold).map(EpisodeChange::kind))
                .containsExactly(Kind.OPENED, Kind.CLOSED);
        List<EpisodeChange> slow = told(stuck);
        assertThat(changes.stream()
                        .filter(AnomalyDetectorTest::isTold)
                        .map(change -> change.onset().timeMicros()))
                .containsExactly(
                        slow.get(0).onset().timeMicros(), slow.get(0).onset().timeMicros());
    }

    @Test
    void anEpisodeOfWhoReadsOftenEndsAlsoWhenItsValuesAreMissing() {
        AnomalyDetector often = new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), 60_000_000, Scale.LINE);
        List<EpisodeChange> changes = new ArrayList<>();
        for (int minute = 0; minute < 600; minute++) {
            long time = Values.START_MICROS + minute * 60_000_000L;
            changes.addAll(often.next(time, time, Double.NaN, minute >= 100 && minute < 110));
        }
        assertThat(changes)
                .extracting(EpisodeChange::kind, EpisodeChange::cause)
                .containsExactly(tuple(Kind.OPENED, Cause.QUALITY), tuple(Kind.CLOSED, Cause.QUALITY));
    }

    @Test
    void endOfTheWatchEndsWhatIsOpen() {
        AnomalyDetector anomalyDetection = new AnomalyDetector(ZoneOffset.UTC);
        for (int i = 0; i < 3; i++) {
            anomalyDetection.next(micros(i), micros(i), 1, true);
        }
        assertThat(anomalyDetection.end(micros(9))).map(EpisodeChange::kind).contains(Kind.CLOSED);
        assertThat(anomalyDetection.end(micros(9))).isEmpty();
    }

    @Property(tries = 30)
    void restoredWatchGoesOnAsIfNothingHadHappened(
            @ForAll long seed, @ForAll @IntRange(max = 2_499) int cut, @ForAll boolean often) {
        ZoneId zone = ZoneId.of("Europe/Madrid");
        long interval = often ? Values.STEP_MICROS / 5 : 0;
        AnomalyDetector through = new AnomalyDetector(SeasonCalendar.of(zone), interval, Scale.LINE);
        AnomalyDetector restarted = new AnomalyDetector(SeasonCalendar.of(zone), interval, Scale.LINE);
        Random random = new Random(seed);
        long received = Values.START_MICROS;
        double value = 10;
        for (int i = 0; i < 2_500; i++) {
            if (i == cut) {
                restarted = AnomalyDetector.restore(restarted.save(), SeasonCalendar.of(zone), interval, Scale.LINE);
            }
            long step = often ? interval : Values.STEP_MICROS;
            received += random.nextInt(200) == 0 ? 20 * Values.STEP_MICROS : step;
            long time = received - (random.nextInt(300) < 5 ? 10 * Values.STEP_MICROS : 0);
            value = random.nextInt(100) == 0 ? 500 : random.nextInt(4) == 0 ? value : 10 + random.nextGaussian();
            boolean failed = random.nextInt(50) == 0;
            assertThat(restarted.next(received, time, value, failed))
                    .isEqualTo(through.next(received, time, value, failed));
            assertThat(restarted.judged()).isEqualTo(through.judged());
        }
        assertThat(restarted.save()).isEqualTo(through.save());
    }

    private static long micros(int index) {
        return Values.START_MICROS + index * Values.STEP_MICROS;
    }

    private static List<Cause> causes(List<EpisodeChange> changes) {
        return changes.stream()
                .filter(change -> change.kind() == Kind.OPENED)
                .map(EpisodeChange::cause)
                .toList();
    }

    private static Moment moment(int index) {
        return Moment.ofArrival(micros(index));
    }

    /** Whether an operator is notified of it. */
    private static boolean isTold(EpisodeChange change) {
        return change.kind() == Kind.OPENED || change.kind() == Kind.CLOSED;
    }

    private static List<EpisodeChange> told(double[] values) {
        return changes(values).stream().filter(AnomalyDetectorTest::isTold).toList();
    }

    /** The changes over readings that arrive on time; minus infinity is a missing reading. */
    private static List<EpisodeChange> changes(double[] values) {
        AnomalyDetector anomalyDetection = new AnomalyDetector(ZoneOffset.UTC);
        List<EpisodeChange> changes = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != Double.NEGATIVE_INFINITY) {
                changes.addAll(anomalyDetection.next(micros(i), micros(i), values[i], false));
            }
        }
        return changes;
    }
}
