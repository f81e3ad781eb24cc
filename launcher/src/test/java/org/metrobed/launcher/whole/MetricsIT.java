package org.metrobed.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.monitor.MonitorRecords;
import org.metrobed.config.Settings;
import org.metrobed.embedded.Ports;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.store.Databases;
import org.metrobed.testkit.Certificates;
import org.metrobed.testkit.Eventually;
import org.metrobed.topics.Topics;

/** What an all-in-one run tells of itself, against what the shipped rules and the dashboard ask for. */
@Timeout(600)
final class MetricsIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern NAME = Pattern.compile("\\b(metrobed_[a-z_]+|jvm_[a-z_]+)\\b(?!\\.)");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{| )");

    @TempDir
    static Path folder;

    private static Platform platform;
    private static int kafka;

    @BeforeAll
    static void start() throws Exception {
        Certificates authority = Certificates.create(Files.createDirectories(folder.resolve("tls")));
        Certificates.Pair server = authority.issue("server", "dns:localhost");
        Path bundles = Files.createDirectories(folder.resolve("bundles"));
        Files.writeString(bundles.resolve("town.yaml"), "testbed: { id: town, name: Town, zone: UTC }\n");
        BrokerSettings settings = BrokerSettings.of(Settings.of(Map.of(
                "METROBED_MQTT_ENDPOINT", "broker",
                "METROBED_MQTT_TLS_PORT", Integer.toString(Ports.choose(0)),
                "METROBED_MQTT_TLS_CERTIFICATE", server.certificate().toString(),
                "METROBED_MQTT_TLS_KEY", server.key().toString())));
        kafka = Ports.choose(0);
        RunOptions options = new RunOptions(folder.resolve("data"), bundles, 0, 0, kafka, 0, 2);
        platform = Platform.start(options, settings, new Console(new PrintWriter(new StringWriter())), () -> false);
        addNotification();
        try (MqttEmitter gateway = MqttEmitter.open(BrokerConfig.of(platform.mqttUrl()), "gw", null, LIMIT)) {
            gateway.publish("metrobed/v1/town/gw/gauge/up", "no message of ours".getBytes(UTF_8));
            assertThat(gateway.awaitAcknowledged(LIMIT)).isTrue();
        }
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void everyMetricOfARuleIsExported() throws IOException {
        Set<String> asked = names(Files.readString(DEPLOY.resolve("prometheus/metrobed.rules.yml")));
        assertThat(asked).hasSizeGreaterThan(15);
        Eventually.passes(LIMIT, () -> assertThat(exported()).containsAll(asked));
    }

    @Test
    void everyMetricOfTheDashboardIsExported() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DEPLOY.resolve("grafana/metrobed.json").toFile());
        List<String> expressions = dashboard.findValuesAsText("expr");
        assertThat(expressions).hasSizeGreaterThan(30);
        Set<String> asked = expressions.stream()
                .flatMap(expression -> names(expression).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Eventually.passes(LIMIT, () -> assertThat(exported()).containsAll(asked));
    }

    @Test
    void panelsOfTheDashboardDoNotOverlap() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DEPLOY.resolve("grafana/metrobed.json").toFile());
        Set<List<Integer>> cells = new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
        List<List<Integer>> all = new ArrayList<>();
        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode place = panel.get("gridPos");
            for (int x = 0; x < place.get("w").asInt(); x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    all.add(List.of(place.get("x").asInt() + x, place.get("y").asInt() + y));
                }
            }
        }
        cells.addAll(all);
        assertThat(all).hasSameSizeAs(cells).allMatch(cell -> cell.get(0) < 24);
    }

    @Test
    void countersAndTheVersionAreNamedAsSuch() {
        String page = page();
        assertThat(page)
                .contains("metrobed_build_info{version=\"")
                .contains("metrobed_part_status{part=\"disk\",status=\"up\"}");
        assertThat(page.lines()
                        .filter(line -> line.startsWith("# TYPE metrobed_") && line.endsWith(" counter"))
                        .map(line -> line.replaceAll("^# TYPE | counter$", "")))
                .isNotEmpty()
                .allMatch(name -> name.endsWith("_total"));
    }

    @Test
    void alarmOfTheSystemBecomesAnAlert() throws Exception {
        Instant now = Instant.now();
        AlertEvent alarm = AlertEventBuilder.builder()
                .alertId("3f2504e0-4f89-31d3-9a0c-0305e82c3301")
                .kind(AlertEvent.Kind.OPENED)
                .datastream("metrobed/pipeline/disk")
                .detector("system-health")
                .severity(Severity.CRITICAL)
                .onsetMicros(now.minusSeconds(120).toEpochMilli() * 1_000)
                .expectedLow(Double.NaN)
                .expectedHigh(Double.NaN)
                .message("disk is down: 10 MiB are free for the data folder")
                .finding(Finding.certain("system"))
                .build();
        try (MonitorRecords records = new MonitorRecords("127.0.0.1:" + kafka, new Topics(Topics.DEFAULT_PREFIX))) {
            records.writeAlarm(now, alarm);
        }
        Eventually.await(
                "the alert",
                LIMIT,
                () -> Http.get(platform.url() + "/api/v1/alerts")
                        .contains("disk is down: 10 MiB are free for the data folder"));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("metrobed_rules"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exported() {
        return SAMPLE.matcher(page()).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static String page() {
        return Http.get(platform.url() + "/metrics");
    }

    /** As an elected notifier adds it for a receiver. */
    private static void addNotification() throws SQLException {
        try (Connection connection = Databases.connect(platform.database());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into notification (receiver, group_id, fingerprint, step, severity, size, made_time)"
                            + " values ('mail', 'a', '1 firing', 'firing', 'warning', 1, now() - interval '1 minute')");
        }
    }
}
