package org.metrobed.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.testkit.Eventually;

/** The packaged {@code metrobed up} is asked to stop before it is ready. */
@Timeout(300)
class StopDuringStartIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private Running running;
    private Path output;
    private Process up;

    @BeforeEach
    void start() throws IOException {
        running = new Running(folder);
        output = folder.resolve("up.txt");
        up = running.start(output);
        Eventually.await("PostgreSQL", LIMIT, () -> Running.text(output).contains("PostgreSQL"));
    }

    @AfterEach
    void end() throws InterruptedException {
        running.end();
    }

    @Test
    void signalIsAnsweredAtOnceAndEveryPartIsStopped() throws InterruptedException {
        up.destroy();
        Eventually.await(
                "the answer", Duration.ofSeconds(60), () -> Running.text(output).contains("stopping"));
        assertThat(up.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(Running.text(output)).contains("stopped before it was ready").doesNotContain("ready http");
        assertThat(postmaster()).doesNotExist();
    }

    @Test
    void secondSignalEndsPostgresqlToo() throws InterruptedException {
        up.destroy();
        Eventually.await(
                "the answer", Duration.ofSeconds(60), () -> Running.text(output).contains("stopping"));
        up.destroy();
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isIn(0, 130); // 0 if it has stopped before the second signal came
        assertThat(postmaster()).doesNotExist();
    }

    private Path postmaster() {
        assertThat(Files.exists(folder.resolve("data/postgres/data/PG_VERSION")))
                .as("PostgreSQL has been there")
                .isTrue();
        return folder.resolve("data/postgres/data/postmaster.pid");
    }
}
