package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatPaceTest {

    private final HeartbeatPace pace = new HeartbeatPace();

    @Test
    void eachSecondHasAHeartbeatUntilTenSecondsAreQuiet() {
        steps(49, 1);
        assertThat(pace.isDue()).isTrue();
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void everySecondHeartbeatIsLeftOutAfterTenQuietSeconds() {
        steps(51, 1);
        assertThat(IntStream.range(0, 4).mapToObj(second -> pace.isDue())).containsExactly(false, true, false, true);
    }

    @Test
    void messageEndsTheQuietTimeAtOnce() {
        steps(51, 1);
        assertThat(pace.isDue()).isFalse();
        assertThat(pace.isStepDue(2)).isTrue();
        assertThat(pace.isDue()).isTrue();
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void fiveStepsFollowAMessage() {
        assertThat(IntStream.range(0, 7).mapToObj(step -> pace.isStepDue(1)))
                .containsExactly(true, true, true, true, true, false, false);
    }

    @Test
    void noStepIsWrittenBeforeTheFirstMessage() {
        assertThat(pace.isStepDue(0)).isFalse();
    }

    private void steps(int steps, long messages) {
        IntStream.range(0, steps).forEach(step -> pace.isStepDue(messages));
    }
}
