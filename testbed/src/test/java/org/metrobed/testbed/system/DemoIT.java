package org.metrobed.testbed.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.testbed.run.Console;
import org.metrobed.testbed.run.Platform;
import org.metrobed.testbed.run.RunOptions;
import org.metrobed.testbed.run.TerminalProgress;
import org.metrobed.testkit.Eventually;

/** The demonstration, as a stranger meets it. */
final class DemoIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String TOPIC = "metrobed/v1/riverbend/gateway-test/air-market-square/up";

    @TempDir
    static Path data;

    private static Platform platform;

    @BeforeAll
    static void start() {
        Console console = new Console(new PrintWriter(new StringWriter()));
        platform = Platform.start(new RunOptions(data, Path.of("..", "bundles"), 0, 0, 0, 0, 2), console);
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
    void healthIsUpWithEveryPart() {
        Eventually.await(
                "health", LIMIT, () -> Http.get(platform.url() + "/health").startsWith("{\"status\":\"up\""));
        assertThat(Http.get(platform.url() + "/health")).doesNotContain("\"down\"");
    }

    @Test
    void everyPoisonousMessageIsADeadLetterAndTheNextReadingPasses() throws Exception {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        long before = countDeadLetters();
        try (MqttEmitter emitter =
                MqttEmitter.open(BrokerConfig.of(platform.mqttUrl()), "poison", null, Duration.ofSeconds(10))) {
            emitter.publish(TOPIC, new byte[0]);
            emitter.publish(TOPIC, new byte[2_000_000]);
            emitter.publish(TOPIC, new byte[10_000_000]);
            emitter.publish(TOPIC, "[".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
            emitter.publish(TOPIC, reading("0001-01-01T00:00:00Z", "1"));
            emitter.publish(TOPIC, reading("2099-01-01T00:00:00Z", "1"));
            emitter.publish(TOPIC, reading(now, "\"twelve\""));
            emitter.publish("metrobed/v1/riverbend/gateway-test/no-such-thing/up", reading(now, "1"));
            emitter.publish(TOPIC, reading(now, "17.25"));
            assertThat(emitter.awaitAcknowledged(Duration.ofSeconds(30))).isTrue();
        }
        Eventually.get("dead letters", LIMIT, DemoIT::countDeadLetters, count -> count >= before + 8);
        Eventually.await(
                "the reading after the poison",
                LIMIT,
                () -> Http.get(platform.url()
                                + "/api/v1/observations?limit=10000&datastream=riverbend/air-market-square/pm25")
                        .contains("17.25"));
    }

    private static byte[] reading(String time, String value) {
        return ("{\"t\":\"" + time + "\",\"o\":{\"pm25\":" + value + "}}").getBytes(StandardCharsets.UTF_8);
    }

    private static long countDeadLetters() {
        return Pattern.compile("\"reason\":")
                .matcher(Http.get(platform.url() + "/api/v1/deadletters?limit=1000"))
                .results()
                .map(MatchResult::group)
                .count();
    }
}
