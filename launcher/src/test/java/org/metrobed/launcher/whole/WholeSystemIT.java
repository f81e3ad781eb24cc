package org.metrobed.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.TraceCollector;

/** One installation from its first start; each test continues where the previous test ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class WholeSystemIT {

    private static final String TOPIC = "metrobed/v1/riverbend/gw-test/air-central-station/up";

    private static final String PLANT = """
              plant:
                topic: spBv1.0/{group}/+/{gateway}/#
                decoder: sparkplug-b
                key: "{group}/{gateway}"
                devices: { meter: air-central-station }
                others: ignore
                properties: { pm25: pm25 }
            """;

    @TempDir
    static Path folder;

    private static Running running;
    private static TraceCollector collector;

    @BeforeAll
    static void start() throws IOException {
        running = new Running(folder);
        collector = TraceCollector.start();
        running.set("METROBED_TRACE_COLLECTOR", collector.address());
        running.set("METROBED_TRACE_ONE_IN", "1");
        running.up();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        running.end();
        collector.close();
    }

    /** The recording is replayed at full speed, and all processes are killed during the replay. */
    @Test
    @Order(1)
    void everyRowOfARecordingIsStoredOnceAcrossAKill() throws IOException, InterruptedException {
        Recording recording = Recording.chosen(folder);
        Path output = folder.resolve("replay.txt");
        Process replay = running.run(
                output,
                "replay",
                List.of(
                        recording.file().toString(),
                        "--map",
                        recording.mapping().toString(),
                        "--speed",
                        "max",
                        "--mqtt-port",
                        Integer.toString(running.mqtt),
                        "--kafka-port",
                        Integer.toString(running.kafka)));
        Eventually.await(
                "a part of the recording to be stored",
                Duration.ofSeconds(90),
                () -> stored(recording) > recording.readings() / 20 || !replay.isAlive());
        long before = stored(recording);
        running.kill();
        running.up();
        assertThat(before).as("rows at the kill").isPositive();
        assertThat(replay.waitFor(240, TimeUnit.SECONDS)).as("replay ended").isTrue();
        assertThat(replay.exitValue()).as(Running.text(output)).isZero();
        Eventually.await(
                "every reading to be stored",
                Duration.ofSeconds(90),
                () -> stored(recording) + deadLetters() >= recording.readings());
        assertThat(stored(recording)).isEqualTo(recording.readings() - deadLetters());
        assertThat(running.number("select count(*) from observation_conflict")).isZero();
        assertThat(running.number("select count(*) from (select 1 from observation group by series_id, phenomenon_time,"
                        + " revision having count(*) > 1) twice"))
                .isZero();
    }

    @Test
    @Order(2)
    void poisonBecomesDeadLettersAndFlaggedRowsAndStopsNothing() throws Exception {
        long letters = deadLetters();
        Instant now = Instant.now();
        byte[] garbage = new byte[2 << 20];
        new Random(1).nextBytes(garbage);
        try (MqttEmitter gateway = emitter("poison")) {
            gateway.publish(TOPIC, garbage);
            gateway.publish(TOPIC, new byte[0]);
            gateway.publish(TOPIC, new byte[10_000_000]);
            gateway.publish(TOPIC, "[".repeat(10_000).getBytes(UTF_8));
            gateway.publish(TOPIC, reading("0001-01-01T00:00:00Z", "1"));
            gateway.publish(TOPIC, reading("2099-01-01T00:00:00Z", "1"));
            gateway.publish(TOPIC, reading(now.minusSeconds(120).toString(), "NaN"));
            gateway.publish(TOPIC, reading(now.minusSeconds(60).toString(), "12.5"));
            assertThat(gateway.awaitAcknowledged(Duration.ofSeconds(60))).isTrue();
        }
        Eventually.await("six dead letters", Duration.ofSeconds(60), () -> deadLetters() == letters + 6);
        Eventually.await("the good reading and the missing one", Duration.ofSeconds(60), () -> ofTheCity() == 2);
        assertThat(running.number("select count(*) from current_observation where datastream like 'riverbend/%'"
                        + " and flag = 9 and result is null and raw_index >= 0"))
                .isEqualTo(1);
        Eventually.passes(Duration.ofSeconds(60), () -> {
            assertThat(get("/api/v1/deadletters")).contains("\"payloadBytes\":10000000");
        });
        Eventually.passes(
                Duration.ofSeconds(60),
                () -> assertThat(stepsOfAMessage("riverbend/air-central-station/pm25"))
                        .containsExactly(
                                "metrobed-ingest receive", "metrobed-pipeline decode", "metrobed-pipeline store"));
    }

    /** Of the newest message with a reading of this datastream, as its trace tells: services and steps, by their ends. */
    private static List<String> stepsOfAMessage(String datastream) {
        List<TraceCollector.Received> spans = collector.spans();
        String trace = spans.stream()
                .filter(span -> datastream.equals(span.attributes().get("metrobed.datastream")))
                .reduce((one, other) -> other)
                .map(TraceCollector.Received::trace)
                .orElse("");
        return spans.stream()
                .filter(span -> span.trace().equals(trace))
                .sorted(Comparator.comparing(TraceCollector.Received::endNanos))
                .map(span -> span.service() + " " + span.name())
                .toList();
    }

    /** Each message is larger than a record of the raw log, and both are in one partition. */
    @Test
    @Order(3)
    void batchesOfTwoClientsThatAreLargerThanARecordAreStoredWhole() throws Exception {
        int readings = 25_000;
        long rows = ofTheCity();
        Instant begin = Instant.now().minusSeconds(readings + 3_600).truncatedTo(ChronoUnit.SECONDS);
        try (MqttEmitter one = emitter("one");
                MqttEmitter other = emitter("other")) {
            one.publish(TOPIC, batch(begin, readings));
            other.publish(TOPIC, batch(begin.plusMillis(500), readings));
            assertThat(one.awaitAcknowledged(Duration.ofSeconds(60))).isTrue();
            assertThat(other.awaitAcknowledged(Duration.ofSeconds(60))).isTrue();
        }
        Eventually.await("all readings", Duration.ofSeconds(120), () -> ofTheCity() == rows + 2L * readings);
    }

    @Test
    @Order(4)
    void repairedBindingDrivesItsDeadLettersAgainOnce() throws Exception {
        long letters = deadLetters();
        long rows = ofTheCity();
        Instant now = Instant.now();
        try (MqttEmitter gateway = emitter("renamed")) {
            for (int i = 0; i < 20; i++) {
                String padding = i == 7 ? " ".repeat(1_000_000) : ""; // larger than a record of the raw log
                gateway.publish(
                        TOPIC,
                        ("{\"t\":\"" + now.minusSeconds(600 + i) + "\",\"o\":{\"PM_2.5\":" + i + "}}" + padding)
                                .getBytes(UTF_8));
            }
            assertThat(gateway.awaitAcknowledged(Duration.ofSeconds(60))).isTrue();
        }
        Eventually.await("twenty dead letters", Duration.ofSeconds(60), () -> deadLetters() == letters + 20);
        assertThat(end(running.run(
                        folder.resolve("apply.txt"), "catalog", running.withKafka("apply", repairedBundles()))))
                .isZero();
        for (int round = 0; round < 2; round++) {
            Path output = folder.resolve("redrive-" + round + ".txt");
            assertThat(end(running.run(output, "redrive", running.withData("--reason", "unknown-datastream"))))
                    .as(Running.text(output))
                    .isZero();
        }
        Eventually.await("the twenty readings", Duration.ofSeconds(60), () -> ofTheCity() == rows + 20);
        assertThat(running.number("select count(*) from observation where cause = 3"))
                .isEqualTo(20);
        Eventually.await(
                "twenty settled redrives, whose table has a sink of its own",
                Duration.ofSeconds(60),
                () -> running.number("select count(*) from redrive where settled") == 20);
    }

    /**
     * The complete cycle: data without a birth, the request to the node, the birth, and a redrive of the dead letters.
     */
    @Test
    @Order(5)
    void edgeNodeIsAskedForABirthAndNothingOfItIsLost() throws Exception {
        long rows = ofTheCity();
        long letters = deadLetters();
        long second = Instant.now().getEpochSecond() - 300;
        try (EdgeNode node = EdgeNode.open("tcp://127.0.0.1:" + running.mqtt, "plant", "plc")) {
            node.data(1, second, 1.5);
            Eventually.await("the refused reading", Duration.ofSeconds(60), () -> deadLetters() == letters + 1);
            assertThat(node.awaitRebirthRequest(Duration.ofSeconds(60))).isTrue();
            node.birth("meter", "pm25", second + 1, 2.5);
            node.data(2, second + 2, 3.5);
        }
        Eventually.await("birth and data", Duration.ofSeconds(60), () -> ofTheCity() == rows + 2);
        Path output = folder.resolve("redrive-node.txt");
        assertThat(end(running.run(output, "redrive", running.withData("--reason", "out-of-sequence"))))
                .as(Running.text(output))
                .isZero();
        Eventually.await("the first reading", Duration.ofSeconds(60), () -> ofTheCity() == rows + 3);
        Eventually.await(
                "the node to be online",
                Duration.ofSeconds(60),
                () -> running.number("select count(*) from liveness where id = 'riverbend/plc' and status = 'online'")
                        == 1);
    }

    @Test
    @Order(6)
    void stopsSoonAndRebuildsTheSameTables() throws IOException, InterruptedException {
        assertThat(running.stop()).isLessThan(Duration.ofSeconds(30));
        Path output = folder.resolve("rebuild.txt");
        Process rebuild = running.run(output, "rebuild", running.withData());
        assertThat(rebuild.waitFor(240, TimeUnit.SECONDS))
                .as(Running.text(output))
                .isTrue();
        assertThat(rebuild.exitValue()).as(Running.text(output)).isZero();
        assertThat(Running.text(output)).contains("the same tables: live, 1 subtasks, 2 subtasks, 4 subtasks");
    }

    /** The bundles of the demo with one additional field name and one additional binding. */
    private static String repairedBundles() throws IOException {
        Path bundles = folder.resolve("bundles");
        Path riverbend = Files.createDirectories(bundles.resolve("riverbend"));
        try (Stream<Path> files = Files.list(Path.of("..", "bundles", "riverbend"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file)
                        .replaceFirst("decoder: native-json", "decoder: native-json\n    properties: { PM_2.5: pm25 }")
                        .replaceFirst("(?m)^bindings:$", "bindings:\n" + Matcher.quoteReplacement(PLANT));
                Files.writeString(riverbend.resolve(file.getFileName()), text);
            }
        }
        return bundles.toString();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static long stored(Recording recording) {
        return running.number("select count(*) from observation join series using (series_id) where datastream like '"
                + recording.testbed() + "/%' and revision = 0");
    }

    /** Without derived datastreams, because an hour can end at any time. */
    private static long ofTheCity() {
        return running.number(
                "select count(*) from observation join series using (series_id) where datastream like 'riverbend/%'"
                        + " and revision = 0 and raw_index >= 0");
    }

    private static long deadLetters() {
        return running.number("select count(*) from dead_letter");
    }

    private static MqttEmitter emitter(String name) throws IOException, InterruptedException {
        return MqttEmitter.open(BrokerConfig.of("tcp://127.0.0.1:" + running.mqtt), name, null, Duration.ofSeconds(60));
    }

    private static byte[] batch(Instant begin, int readings) {
        return IntStream.range(0, readings)
                .mapToObj(i -> "{\"t\":\"" + begin.plusSeconds(i) + "\",\"o\":{\"pm25\":" + (10 + i % 7) + "}}")
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(UTF_8);
    }

    private static byte[] reading(String time, String value) {
        return ("{\"t\":\"" + time + "\",\"o\":{\"pm25\":" + value + "}}").getBytes(UTF_8);
    }

    private static String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.http + path))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
