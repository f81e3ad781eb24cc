package org.metrobed.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JobHistoryTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final JobState RUNNING = JobStateBuilder.builder()
            .id("job")
            .status("RUNNING")
            .tasks(4)
            .runningTasks(4)
            .startedAt(NOON.minusSeconds(600))
            .checkpointAt(Optional.of(NOON))
            .failure("")
            .build();

    private final JobHistory history = new JobHistory(Duration.ofHours(2), NOON);

    @Test
    void jobThatRunsIsWell() {
        add(RUNNING, 0);
        assertThat(faultAt(10)).isEmpty();
    }

    @Test
    void jobMayStartForHalfAMinute() {
        add(RUNNING.withRunningTasks(3), 20);
        assertThat(faultAt(30)).isEmpty();
        assertThat(faultAt(31)).contains("the job has not run for 31 s: RUNNING, 3 of 4 tasks run");
    }

    @Test
    void jobThatRunsAgainIsWellAfterOneRestart() {
        add(RUNNING, 0);
        add(RUNNING.withStatus("RESTARTING").withRunningTasks(0).withRestarts(1), 10);
        add(RUNNING.withRestarts(1), 20);
        assertThat(faultAt(25)).isEmpty();
    }

    @Test
    void jobThatRestartsAgainAndAgainIsAFaultAlsoWhileItRuns() {
        add(RUNNING, 0);
        add(RUNNING.withRestarts(1), 60);
        add(RUNNING.withRestarts(3).withFailure("the disk is full"), 120);
        assertThat(faultAt(121))
                .contains("the job has restarted 3 times within 10 minutes; the newest failure: the disk is full");
    }

    @Test
    void restartsOfLongAgoAreForgotten() {
        add(RUNNING, 0);
        add(RUNNING.withRestarts(5), 60);
        add(RUNNING.withRestarts(5), 650);
        assertThat(faultAt(660)).isNotEmpty();
        assertThat(faultAt(661)).isEmpty();
    }

    @Test
    void restartsFromBeforeTheFirstLookDoNotCount() {
        add(RUNNING.withRestarts(50), 0);
        assertThat(faultAt(10)).isEmpty();
    }

    @Test
    void restartsOfAJobManagerThatCountsAnewCount() {
        add(RUNNING.withRestarts(50), 0);
        add(RUNNING.withRestarts(0), 10);
        add(RUNNING.withRestarts(3), 20);
        assertThat(faultAt(21)).isNotEmpty();
    }

    @Test
    void checkpointThatIsTooOldIsToldButTheJobStoresReadings() {
        add(RUNNING, 7_200);
        assertThat(oldAt(7_200)).isEmpty();
        assertThat(oldAt(7_201))
                .contains("the newest checkpoint is 7201 s old, more than PT2H; a restart repeats the work since then");
        assertThat(faultAt(7_201)).isEmpty();
    }

    @Test
    void ageOfAMissingCheckpointIsThatOfTheJob() {
        add(RUNNING.withCheckpointAt(Optional.empty()), 6_600);
        assertThat(oldAt(6_600)).isEmpty();
        assertThat(oldAt(6_601)).hasValueSatisfying(old -> assertThat(old).contains("is 7201 s old"));
    }

    @Test
    void flinkThatDoesNotAnswerIsAFault() {
        add(RUNNING, 0);
        assertThat(faultAt(30)).isEmpty();
        assertThat(faultAt(31)).contains("Flink has not answered for 31 s");
    }

    @Test
    void flinkWithoutAJobIsAFault() {
        history.add(Optional.empty(), NOON.plusSeconds(31));
        assertThat(faultAt(31)).contains("Flink has no job");
    }

    private void add(JobState state, long seconds) {
        history.add(Optional.of(state), NOON.plusSeconds(seconds));
    }

    private Optional<String> oldAt(long seconds) {
        return history.findOldCheckpoint(NOON.plusSeconds(seconds));
    }

    private Optional<String> faultAt(long seconds) {
        return history.findFault(NOON.plusSeconds(seconds));
    }
}
