package org.metrobed.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.Ports;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.testkit.Eventually;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;

/** A program on the same machine, or a fault, writes what is no record of ours into the topics. */
@Timeout(600)
final class PoisonedTopicsIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int READINGS = 40;
    private static final int RECORDS = 40;
    private static final String BUNDLE = """
            testbed: { id: town, name: Town, zone: UTC }
            properties:
              water-level: { name: Level, unit: m, statistic: instant, interval: PT1M }
            thing-types:
              gauge: { family: infrastructure, properties: { water-level: } }
            things:
              gauge-01: { name: Gauge, type: gauge, location: { lat: 48, lon: 15 } }
            bindings:
              native: { topic: "up/{gateway}/{thing}", decoder: native-json }
            """;

    @TempDir
    static Path folder;

    private final Instant begin = Instant.now().minusSeconds(7_200);
    private final Random random = new Random(16);

    @Test
    void everythingElseIsStoredOneAlertIsRaisedAndTheSystemIsHealthyAgain() throws Exception {
        Path bundles = Files.createDirectories(folder.resolve("bundles"));
        Files.writeString(bundles.resolve("town.yaml"), BUNDLE);
        int kafka = Ports.choose(0);
        RunOptions options = new RunOptions(folder.resolve("data"), bundles, 0, 0, kafka, 0, 2);
        try (Platform platform = Platform.start(options, new Console(new PrintWriter(new StringWriter())))) {
            Queue<String> stream = listen(platform.url());
            publish(platform, 0);
            Eventually.await("the first readings", LIMIT, () -> stored(platform) == READINGS);
            poison(kafka);
            publish(platform, READINGS);
            Eventually.await("all readings", LIMIT, () -> stored(platform) == 2 * READINGS);
            Eventually.await("an alert", LIMIT, () -> countAlerts(platform) > 0);
            Eventually.await(
                    "health", LIMIT, () -> !Http.get(platform.url() + "/health").isEmpty());
            Eventually.await(
                    "the alert on the live stream",
                    LIMIT,
                    () -> stream.stream().anyMatch(line -> line.contains("metrobed/pipeline/catalog")));
            assertThat(countAlerts(platform)).isEqualTo(1);
            assertThat(Http.get(platform.url() + "/health"))
                    .contains("{\"name\":\"job\",\"status\":\"up\"")
                    .contains("{\"name\":\"ingest\",\"status\":\"up\"");
            assertThat(Http.get(platform.url() + "/api/v1/deadletters?limit=1000"))
                    .contains("\"stage\"");
        }
    }

    private void publish(Platform platform, int from) throws Exception {
        try (MqttEmitter gateway = MqttEmitter.open(BrokerConfig.of(platform.mqttUrl()), "gw", null, LIMIT)) {
            for (int i = from; i < from + READINGS; i++) {
                String reading = "{\"t\":\"%s\",\"o\":{\"water-level\":%d}}".formatted(begin.plusSeconds(60L * i), i);
                gateway.publish("up/gw/gauge-01", reading.getBytes(UTF_8));
            }
            assertThat(gateway.awaitAcknowledged(LIMIT)).isTrue();
        }
    }

    private void poison(int kafka) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + kafka, "acks", "all");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Topics topics = new Topics(Topics.DEFAULT_PREFIX);
            for (TopicSpec topic : topics.listAll()) {
                for (int i = 0; i < RECORDS; i++) {
                    producer.send(record(topic, i)).get();
                }
            }
        }
    }

    /** Random keys and values, and such under the keys and headers that ours have. */
    private ProducerRecord<byte[], byte[]> record(TopicSpec topic, int i) {
        byte[] key = i % 4 == 0 ? RawHeaders.text(Heartbeat.KEY) : bytes(1 + random.nextInt(20));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.name(), i % topic.partitions(), key, bytes(random.nextInt(300)));
        RawKind[] kinds = RawKind.values();
        if (i % 3 > 0) {
            record.headers().add(RawHeaders.KIND, kinds[i % kinds.length].bytes());
        }
        if (i % 3 == 2) {
            Stream.of(
                            RawHeaders.MQTT_TOPIC,
                            RawHeaders.MICROS,
                            RawHeaders.PARTS,
                            RawHeaders.LENGTH,
                            RawHeaders.SHA256,
                            RawHeaders.REDRIVE_OFFSET,
                            RawHeaders.REDRIVE_INDICES)
                    .filter(name -> random.nextBoolean())
                    .forEach(name -> record.headers().add(name, bytes(random.nextInt(30))));
        }
        return record;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long stored(Platform platform) {
        return Http.get(platform.url()
                        + "/api/v1/observations?datastream=town/gauge-01/water-level&datetime=P1D/..&limit=1000&f=csv")
                .lines()
                .filter(line -> line.contains("town/gauge-01/water-level"))
                .count();
    }

    private static long countAlerts(Platform platform) {
        return Http.get(platform.url() + "/api/v1/alerts?f=csv")
                .lines()
                .filter(line -> line.contains("metrobed/pipeline/catalog"))
                .count();
    }

    private static Queue<String> listen(String url) throws IOException, InterruptedException {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/stream"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        Thread reader = new Thread(() -> response.body().forEach(lines::add), "stream of events");
        reader.setDaemon(true);
        reader.setUncaughtExceptionHandler((thread, end) -> lines.add("the stream has ended"));
        reader.start();
        return lines;
    }
}
