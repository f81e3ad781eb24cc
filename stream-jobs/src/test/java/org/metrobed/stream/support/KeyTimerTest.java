package org.metrobed.stream.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.streaming.api.TimerService;
import org.junit.jupiter.api.Test;

class KeyTimerTest {

    private final Timers timers = new Timers();

    @Test
    void aDeadlineThatMovesOnKeepsTheEarlierTimer() {
        long timer = KeyTimer.keep(timers, KeyTimer.NONE, 100);
        timer = KeyTimer.keep(timers, timer, 250);
        assertThat(timer).isEqualTo(100);
        assertThat(timers.registered).containsExactly(100L);
    }

    @Test
    void anEarlierDeadlineReplacesTheTimer() {
        long timer = KeyTimer.keep(timers, KeyTimer.NONE, 100);
        assertThat(KeyTimer.keep(timers, timer, 40)).isEqualTo(40);
        assertThat(timers.registered).containsExactly(40L);
    }

    @Test
    void withoutADeadlineNothingIsSetAndNothingTakenAway() {
        assertThat(KeyTimer.keep(timers, KeyTimer.NONE, KeyTimer.NONE)).isEqualTo(KeyTimer.NONE);
        assertThat(timers.registered).isEmpty();
        long timer = KeyTimer.keep(timers, KeyTimer.NONE, 100);
        assertThat(KeyTimer.keep(timers, timer, KeyTimer.NONE)).isEqualTo(100);
        assertThat(timers.registered).containsExactly(100L);
    }

    @Test
    void theEndOfABoundedRunIsToldFromTime() {
        timers.watermark = 5;
        assertThat(KeyTimer.isEndOfRun(timers)).isFalse();
        timers.watermark = Long.MAX_VALUE;
        assertThat(KeyTimer.isEndOfRun(timers)).isTrue();
    }

    /** Remembers what is registered. */
    private static final class Timers implements TimerService {

        private final SortedSet<Long> registered = new TreeSet<>();
        private long watermark;

        @Override
        public long currentProcessingTime() {
            return 0;
        }

        @Override
        public long currentWatermark() {
            return watermark;
        }

        @Override
        public void registerProcessingTimeTimer(long time) {
            throw new UnsupportedOperationException("no wall clock");
        }

        @Override
        public void registerEventTimeTimer(long time) {
            registered.add(time);
        }

        @Override
        public void deleteProcessingTimeTimer(long time) {
            throw new UnsupportedOperationException("no wall clock");
        }

        @Override
        public void deleteEventTimeTimer(long time) {
            registered.remove(time);
        }
    }
}
