package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.metrobed.testkit.Eventually;

final class ConsoleTest {

    private final StringWriter out = new StringWriter();

    @Test
    void slowStepTellsThatItStillRuns() {
        Console console = new Console(new PrintWriter(out, true), false, 1_000);
        String result = console.step("Flink", () -> {
            Eventually.await("a line", Duration.ofSeconds(60), () -> lines().contains("2 s so far"));
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(lines())
                .startsWith("  Flink is starting, 1 s so far\n  Flink is starting, 2 s so far\n")
                .containsPattern("  Flink +\\d+\\.\\d s\n$");
    }

    @Test
    void quickStepTellsItsDurationAlone() {
        Console console = new Console(new PrintWriter(out, true), false, 60_000);
        console.step("Kafka", () -> "done");
        assertThat(lines()).matches("  Kafka +\\d+\\.\\d s\n");
    }

    private String lines() {
        return out.toString().replace("\r\n", "\n");
    }
}
