package org.metrobed.stream.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LogProgressTest {

    @Test
    void progressIsThatOfTheSubtaskThatHasComeFurthest() {
        LogProgress progress = LogProgress.enter("run");
        CompletableFuture<Void> soon = progress.whenReached(10);
        CompletableFuture<Void> later = progress.whenReached(11);
        progress.reach(10);
        progress.reach(3);
        assertThat(progress.hasReached(10)).isTrue();
        assertThat(progress.hasReached(11)).isFalse();
        assertThat(soon).isDone();
        assertThat(later).isNotDone();
        assertThat(progress.whenReached(9)).isDone();
        progress.leave();
    }

    @Test
    void runThatStartsAgainHasNoProgress() {
        LogProgress reader = LogProgress.enter("run");
        LogProgress sink = LogProgress.enter("run");
        assertThat(sink).isSameAs(reader).isNotSameAs(LogProgress.enter("another run"));
        sink.reach(10);
        reader.divide(1, 7);
        reader.leave();
        sink.leave();

        LogProgress again = LogProgress.enter("run");
        assertThat(again.hasReached(1)).isFalse();
        assertThat(again.divisions()).isZero();
        again.leave();
    }
}
