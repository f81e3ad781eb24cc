package org.metrobed.launcher.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.runtime.JobException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FailedStartTest {

    @Test
    void wordsAreTheLastTwoMessagesWithoutClassesAndWithoutFlink() {
        Throwable failure = new JobException(
                "Recovery is suppressed",
                new IllegalStateException(
                        "the store does not open",
                        new IOException(
                                "Connection to 127.0.0.1:5432 refused.\n\tat x",
                                new IOException("Connection refused"))));

        assertThat(FailedStart.words(failure)).isEqualTo("Connection to 127.0.0.1:5432 refused: Connection refused");
        assertThat(FailedStart.words(new SerializedThrowable(failure)))
                .isEqualTo("Connection to 127.0.0.1:5432 refused: Connection refused");
    }

    @Test
    void messageThatRepeatsItsCauseIsSaidOnce() {
        assertThat(FailedStart.words(new IOException(new IllegalStateException("the state is of version 9"))))
                .isEqualTo("the state is of version 9");
    }

    @Test
    void failureWithoutAMessageIsNamed() {
        assertThat(FailedStart.words(new NullPointerException())).isEqualTo("NullPointerException");
        assertThat(FailedStart.words(new SerializedThrowable(new NullPointerException())))
                .isEqualTo("NullPointerException");
    }

    @Test
    void longMessageIsCut() {
        assertThat(FailedStart.words(new IOException("x".repeat(5_000)))).hasSize(401);
    }
}
