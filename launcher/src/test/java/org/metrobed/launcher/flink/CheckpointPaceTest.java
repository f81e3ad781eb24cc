package org.metrobed.launcher.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointPaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final CheckpointPace pace = new CheckpointPace(Duration.ofSeconds(10), Duration.ofHours(1), 0);

    @Test
    void stateThatIsWrittenFastIsSavedEveryTenSecondsWhileRecordsCome() {
        assertThat(pace.isDue(9 * SECOND, 1)).isFalse();
        assertThat(pace.isDue(10 * SECOND, 1)).isTrue();
        pace.completed(10 * SECOND, SECOND / 10, 1);

        assertThat(pace.isDue(19 * SECOND, 2)).isFalse();
        assertThat(pace.isDue(20 * SECOND, 2)).isTrue();
    }

    @Test
    void checkpointsOfALargeStateTakeOneFiftiethOfTheTime() {
        pace.completed(0, 4 * SECOND, 1);

        assertThat(pace.isDue(199 * SECOND, 2)).isFalse();
        assertThat(pace.isDue(200 * SECOND, 2)).isTrue();
    }

    @Test
    void checkpointThatHadToWaitDoesNotPutOffTheNextForHours() {
        pace.completed(0, 540 * SECOND, 1);

        assertThat(pace.isDue(599 * SECOND, 2)).isFalse();
        assertThat(pace.isDue(600 * SECOND, 2)).isTrue();
    }

    @Test
    void whileNoRecordComesCheckpointsAreAnHourApart() {
        pace.completed(0, SECOND, 7);

        assertThat(pace.isDue(3_599 * SECOND, 7)).isFalse();
        assertThat(pace.isDue(3_600 * SECOND, 7)).isTrue();
        assertThat(pace.isDue(50 * SECOND, 8)).isTrue();
    }

    @Test
    void recordsOfACheckpointThatFailedAreSavedByTheNext() {
        pace.failed(10 * SECOND);

        assertThat(pace.isDue(19 * SECOND, 1)).isFalse();
        assertThat(pace.isDue(20 * SECOND, 1)).isTrue();
    }
}
