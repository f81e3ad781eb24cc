package org.metrobed.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;
import org.metrobed.embedded.Ports;
import org.metrobed.launcher.Metrobed;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.testkit.Eventually;
import picocli.CommandLine;

/** A gateway that nobody configured: seen, bound by the proposed binding, and its earlier messages are observations. */
final class UnknownGatewayIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String TOKEN = "operators-only";
    private static final String BUNDLE = """
            testbed: { id: town, name: Town, zone: UTC }
            properties:
              level: { name: Level, unit: m, statistic: instant, interval: PT1M }
            thing-types:
              gauge: { family: infrastructure, properties: { level: } }
            things:
              g1: { name: Gauge, type: gauge, location: { lat: 48.25, lon: 15.75 } }
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gatewayThatNobodyConfiguredIsSeenBoundAndItsEarlierMessagesAreDrivenThrough(boolean direct) throws Exception {
        Path bundle = Files.createDirectories(folder.resolve("bundles/town"));
        Files.writeString(bundle.resolve("town.yaml"), BUNDLE);
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        int kafka = Ports.choose(0);
        RunOptions options = new RunOptions(folder.resolve("data"), folder.resolve("bundles"), 0, 0, kafka, 0, 1)
                .withOperatorToken(new Secret(TOKEN));
        BrokerSettings broker = BrokerSettings.of(Settings.of(Map.of())).withDirect(direct);
        try (Platform platform =
                Platform.start(options, broker, new Console(new PrintWriter(new StringWriter(), true)), () -> false)) {
            MqttClient gateway = new MqttClient(platform.mqttUrl(), "new-gateway", new MemoryPersistence());
            gateway.connect();
            Instant began = Instant.now();
            for (int i = 0; i < 20; i++) {
                gateway.publish("roof/weather-7/up", ("{\"temp\":" + (15 + i / 10.0) + "}").getBytes(UTF_8), 1, false);
            }
            String listen = "gateway listen --topic roof/# --url " + platform.url() + " --token-file " + token;

            assertThat(run(listen + " --for PT2S")).isZero();
            assertThat(out.toString()).contains("roof/weather-7/up  20 messages", "decoder: json-pointer");

            assertThat(run(listen + " --apply " + bundle)).isZero();
            assertThat(run("catalog check " + folder.resolve("bundles"))).isZero();
            assertThat(run("catalog apply " + folder.resolve("bundles") + " --kafka-port " + kafka))
                    .isZero();

            Eventually.await(
                    "all are observations", LIMIT, () -> observations(platform).size() == 20);
            assertThat(observations(platform)).allSatisfy(observation -> {
                assertThat(observation.path("datastream").asText()).isEqualTo("town/weather-7/air-temperature");
                assertThat(Instant.parse(observation.path("phenomenonTime").asText()))
                        .isBetween(began.minusSeconds(2), began.plusSeconds(10));
            });
            gateway.publish("roof/weather-7/up", "{\"temp\":17.5}".getBytes(UTF_8), 1, false);
            Eventually.await(
                    "the next one too", LIMIT, () -> observations(platform).size() == 21);
            gateway.disconnect();
            gateway.close();
        }
    }

    private static List<JsonNode> observations(Platform platform) {
        String text = Http.get(platform.url()
                + "/api/v1/observations?testbed=town&property=air-temperature&datetime=PT1H/..&limit=1000");
        List<JsonNode> all = new ArrayList<>();
        try {
            new ObjectMapper().readTree(text).path("items").forEach(all::add);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
        return all;
    }

    private int run(String line) {
        out.getBuffer().setLength(0);
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return commands.execute(line.split(" "));
    }
}
