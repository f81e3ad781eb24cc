package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatPaceTest {

    private final HeartbeatPace pace = new HeartbeatPace(32);

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
    void twoStepsFollowAMessage() {
        assertThat(IntStream.range(0, 7).mapToObj(step -> pace.isStepDue(1)))
                .containsExactly(true, true, false, false, false, false, false);
    }

    @Test
    void manyPartitionsGetHeartbeatsInFewerStepsAndAtOnceAfterAMessage() {
        HeartbeatPace of64 = new HeartbeatPace(64);
        assertThat(IntStream.range(0, 8).mapToObj(step -> of64.isStepDue(step < 4 ? step + 1 : 4)))
                .containsExactly(true, false, true, false, true, false, false, false);
        HeartbeatPace of1000 = new HeartbeatPace(1_000);
        assertThat(IntStream.range(0, 33).mapToObj(of1000::isStepDue).filter(due -> due))
                .hasSize(1);
        IntStream.range(0, 40).forEach(step -> of1000.isStepDue(33));
        assertThat(of1000.isStepDue(34)).isTrue();
    }

    @Test
    void noStepIsWrittenBeforeTheFirstMessage() {
        assertThat(pace.isStepDue(0)).isFalse();
    }

    private void steps(int steps, long messages) {
        IntStream.range(0, steps).forEach(step -> pace.isStepDue(messages));
    }
}
