package org.metrobed.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PipelineProgressTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Optional<Instant> HEARD = Optional.empty();

    private final PipelineProgress progress = new PipelineProgress();

    private String status(Instant committed, Optional<Instant> silentSince, Duration afterNoon) {
        return progress.judge(committed, silentSince, NOON.plus(afterNoon)).status();
    }

    @Test
    void firstLookDoesNotCallAnOldTimeStanding() {
        assertThat(status(NOON.minusSeconds(3_600), HEARD, Duration.ZERO)).isEqualTo("behind");
    }

    @Test
    void timeThatDoesNotAdvanceForNinetySecondsIsDown() {
        assertThat(status(NOON, HEARD, Duration.ofSeconds(5))).isEqualTo("up");
        assertThat(status(NOON, HEARD, Duration.ofSeconds(94))).isEqualTo("behind");
        assertThat(progress.judge(NOON, HEARD, NOON.plusSeconds(95)).detail())
                .isEqualTo("has committed nothing for 90 s");
        assertThat(status(NOON, HEARD, Duration.ofSeconds(95))).isEqualTo("down");
    }

    @Test
    void timeThatAdvancesCatchesUp() {
        status(NOON, HEARD, Duration.ofSeconds(5));
        assertThat(status(NOON.plusMillis(1), HEARD, Duration.ofSeconds(200))).isEqualTo("behind");
    }

    @Test
    void pipelineThatHasCommittedAllThatASilentIngestSentIsUp() {
        Optional<Instant> silent = Optional.of(NOON.plusSeconds(1));
        assertThat(status(NOON, HEARD, Duration.ofSeconds(5))).isEqualTo("up");
        assertThat(status(NOON, silent, Duration.ofMinutes(10))).isEqualTo("up");
        assertThat(status(NOON, HEARD, Duration.ofSeconds(630)))
                .as("when ingest sends again, the pipeline has its time to catch up")
                .isEqualTo("behind");
        assertThat(status(NOON, HEARD, Duration.ofSeconds(690))).isEqualTo("down");
    }

    @Test
    void pipelineThatStandsBeforeTheEndOfWhatASilentIngestSentIsDown() {
        Optional<Instant> silent = Optional.of(NOON.plusSeconds(60));
        status(NOON, silent, Duration.ofSeconds(100));
        assertThat(status(NOON, silent, Duration.ofSeconds(200))).isEqualTo("down");
    }

    @Test
    void pipelineThatHasWrittenNothingIsBehind() {
        assertThat(status(Instant.EPOCH, HEARD, Duration.ZERO)).isEqualTo("behind");
    }

    @Test
    void logTimeThatIsAheadOfTheClockIsBehindAndDownIfItStands() {
        Instant ahead = NOON.plusSeconds(3_600);
        assertThat(progress.judge(ahead, HEARD, NOON).detail())
                .isEqualTo(
                        "its log time is 3600 s ahead of this clock: the clock of ingest or this one is or was wrong");
        assertThat(status(ahead, HEARD, Duration.ofSeconds(89))).isEqualTo("behind");
        assertThat(status(ahead, HEARD, Duration.ofSeconds(90))).isEqualTo("down");
        assertThat(status(ahead.plusMillis(1), HEARD, Duration.ofSeconds(91))).isEqualTo("behind");
    }
}
