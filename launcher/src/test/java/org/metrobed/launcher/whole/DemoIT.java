package org.metrobed.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.Secret;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.testkit.Eventually;

/** The demo, used as a new user would use it. */
final class DemoIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String TOKEN = "of-this-demo";

    @TempDir
    static Path data;

    private static Platform platform;

    @BeforeAll
    static void start() {
        Console console = new Console(new PrintWriter(new StringWriter()));
        RunOptions options = new RunOptions(data, Path.of("..", "bundles"), 0, 0, 0, 0, 2);
        platform = Platform.start(options.withOperatorToken(new Secret(TOKEN)), console);
        platform.simulate(new TerminalProgress(console, "backlog", ""));
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobility", "air", "infrastructure"})
    void everyFamilyHasClosedWindowsOfThePastDay(String family) {
        String body = Eventually.get(
                "windows of " + family,
                LIMIT,
                () -> Http.get(platform.url() + "/api/v1/windows?datetime=../..&limit=500&family=" + family),
                text -> text.contains("\"mean\":"));
        assertThat(body).contains("\"size\":\"PT1M\"", "\"coverage\":1.0");
    }

    @Test
    void simulatedFaultRaisesAnAlert() {
        Eventually.await(
                "an alert",
                LIMIT,
                () -> Http.get(platform.url() + "/api/v1/alerts").contains("\"detector\":"));
    }

    @Test
    void tokenOfTheDemoLetsItsOperatorWrite() {
        String path = platform.url() + "/api/v1/annotations";
        assertThat(Http.post(path, "another", "{}")).isEqualTo(401);
        assertThat(Http.post(path, TOKEN, "{}")).as("a body that says nothing").isEqualTo(400);
    }

    @Test
    void healthIsUpWithEveryPart() {
        Eventually.await(
                "health", LIMIT, () -> Http.get(platform.url() + "/health").startsWith("{\"status\":\"up\""));
        assertThat(Http.get(platform.url() + "/health")).doesNotContain("\"down\"");
    }
}
