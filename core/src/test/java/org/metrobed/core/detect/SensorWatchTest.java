package org.metrobed.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class SensorWatchTest {

    private static final int DAY = Values.DAY;
    private static final int TEN_DAYS = 10 * DAY;
    private static final int SMALL = 6 * 1024;

    @Test
    void nothingIsSaidOfAnOrdinaryMonth() {
        assertThat(changes(Values.daily(28, 1))).isEmpty();
    }

    @Test
    void levelShiftIsOneEpisodeFromItsFirstReading() {
        double[] values = Values.daily(14, 2);
        List<EpisodeChange> changes = changes(Values.changed(values, TEN_DAYS, TEN_DAYS + 144, i -> values[i] + 90));

        assertThat(changes).hasSize(2);
        assertThat(changes.get(0))
                .isEqualTo(new EpisodeChange(true, Cause.JUMP, micros(TEN_DAYS), micros(TEN_DAYS), 1));
        assertThat(changes.get(1).opened()).isFalse();
        assertThat(changes.get(1).atMicros()).isBetween(micros(TEN_DAYS + 144), micros(TEN_DAYS + 250));
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
        List<EpisodeChange> changes = changes(Values.changed(values, TEN_DAYS, TEN_DAYS + 120, i -> values[TEN_DAYS]));

        assertThat(causes(changes)).containsExactly(Cause.STUCK);
        assertThat(changes.get(0).atMicros()).isLessThanOrEqualTo(micros(TEN_DAYS + 24));
    }

    @Test
    void silenceIsToldWhenItBeginsByTimeAloneAndOnce() {
        SensorWatch watch = new SensorWatch(ZoneOffset.UTC);
        double[] values = Values.daily(2, 5);
        for (int i = 0; i < values.length; i++) {
            watch.next(micros(i), micros(i), values[i]);
        }
        long due = watch.silentAtMicros();

        assertThat(due).isEqualTo(micros(values.length - 1 + 4));
        assertThat(watch.pass(due)).isEmpty();
        assertThat(watch.pass(due + 1)).contains(new EpisodeChange(true, Cause.SILENCE, due, due, 1));
        assertThat(watch.pass(due + 2)).isEmpty();
        assertThat(watch.next(due + 3, due + 3, 50)).isEmpty();
    }

    @Test
    void silenceThatNobodyAskedForIsToldByTheNextReading() {
        double[] values = Values.daily(14, 6);
        List<EpisodeChange> changes =
                changes(Values.changed(values, TEN_DAYS, TEN_DAYS + 30, i -> Double.NEGATIVE_INFINITY));

        assertThat(causes(changes)).containsExactly(Cause.SILENCE);
        assertThat(changes.get(0).atMicros()).isEqualTo(micros(TEN_DAYS + 3));
    }

    @Test
    void valuesThatCannotBeAreNotJudged() {
        double[] values = Values.daily(14, 7);
        assertThat(changes(Values.changed(values, TEN_DAYS, TEN_DAYS + 3, i -> Double.NaN)))
                .isEmpty();
    }

    @Test
    void stateIsSmall() {
        SensorWatch watch = new SensorWatch(ZoneOffset.UTC);
        for (int i = 0; i < 3_000; i++) {
            watch.next(micros(i), micros(i), i % 17);
        }
        assertThat(watch.save()).hasSizeLessThanOrEqualTo(SMALL);
    }

    @Test
    void otherBytesAreRefused() {
        byte[] saved = new SensorWatch(ZoneOffset.UTC).save();
        byte[] older = saved.clone();
        older[0] = 0;

        assertThatThrownBy(() -> SensorWatch.restore(older, ZoneOffset.UTC)).hasMessageContaining("version");
        assertThatThrownBy(() -> SensorWatch.restore(new byte[3], ZoneOffset.UTC))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> SensorWatch.restore(Arrays.copyOf(saved, saved.length - 1), ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 30)
    void restoredWatchGoesOnAsIfNothingHadHappened(@ForAll long seed, @ForAll @IntRange(max = 2_499) int cut) {
        ZoneId zone = ZoneId.of("Europe/Madrid");
        SensorWatch through = new SensorWatch(zone);
        SensorWatch restarted = new SensorWatch(zone);
        Random random = new Random(seed);
        long received = Values.START_MICROS;
        double value = 10;
        for (int i = 0; i < 2_500; i++) {
            if (i == cut) {
                restarted = SensorWatch.restore(restarted.save(), zone);
            }
            received += random.nextInt(200) == 0 ? 20 * Values.STEP_MICROS : Values.STEP_MICROS;
            long time = received - (random.nextInt(300) < 5 ? 10 * Values.STEP_MICROS : 0);
            value = random.nextInt(100) == 0 ? 500 : random.nextInt(4) == 0 ? value : 10 + random.nextGaussian();
            assertThat(restarted.next(received, time, value)).isEqualTo(through.next(received, time, value));
        }
        assertThat(restarted.save()).isEqualTo(through.save());
    }

    private static long micros(int index) {
        return Values.START_MICROS + index * Values.STEP_MICROS;
    }

    private static List<Cause> causes(List<EpisodeChange> changes) {
        return changes.stream()
                .filter(EpisodeChange::opened)
                .map(EpisodeChange::cause)
                .toList();
    }

    /** What changes over readings on time; minus infinity is a reading that does not come. */
    private static List<EpisodeChange> changes(double[] values) {
        SensorWatch watch = new SensorWatch(ZoneOffset.UTC);
        List<EpisodeChange> changes = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != Double.NEGATIVE_INFINITY) {
                changes.addAll(watch.next(micros(i), micros(i), values[i]));
            }
        }
        return changes;
    }
}
