package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.ingest.route.Instances;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.MqttExtension;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

class InstancesIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int EACH = 1_000;
    /** A single message always goes to the subscriber that the broker tries first. */
    private static final int BURST = 500;

    private final Topics topics = new Topics(KAFKA.newPrefix());
    private final String root = topics.prefix();

    @Test
    void twoInstancesDivideTheMessagesSoThatEachIsWrittenOnceAndOrderedOnesStayInOrder() throws Exception {
        List<String> ordered = new ArrayList<>(List.of(root + "fixed1/a", root + "fixed2/a"));
        IntStream.range(0, 6).forEach(i -> ordered.add(root + "plant" + i + "/a"));
        List<String> shared = List.of(root + "lora/g1/up", root + "lora/g2/up");
        try (Ingest first = start(1);
                Ingest second = start(2);
                Written written = new Written(KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher(MQTT.url())) {
            var routes = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(i -> Written.ordered(root + "plant" + i + "/{x}", ""))
                    .toList());
            routes.add(Written.shared(root + "lora/{gateway}/up", ""));
            written.catalog(routes.toArray(new org.metrobed.topics.IngestRoute[0]));
            List<String> all = new ArrayList<>(ordered);
            all.addAll(shared);
            all.forEach(topic -> publishUntilTaken(publisher, topic, first, second));
            publishUntilBothShare(publisher, first, second);
            long before = first.metrics().messages() + second.metrics().messages();

            for (int i = 0; i < EACH; i++) {
                for (String topic : all) {
                    publisher.publish(topic, Integer.toString(i));
                }
            }
            publisher.flush();

            long wanted = before + (long) EACH * all.size();
            Eventually.await(
                    "all",
                    LIMIT,
                    () -> first.metrics().acknowledged() + second.metrics().acknowledged() >= wanted);
            assertThat(first.metrics().messages() + second.metrics().messages()).isEqualTo(wanted);
            assertThat(first.metrics().messages()).isGreaterThan(EACH);
            assertThat(second.metrics().messages()).isGreaterThan(EACH);
            Map<String, List<String>> values = values((int) wanted);
            List<String> numbers =
                    IntStream.range(0, EACH).mapToObj(Integer::toString).toList();
            assertThat(ordered)
                    .allSatisfy(topic -> assertThat(values.get(topic)).isEqualTo(numbers));
            assertThat(shared)
                    .allSatisfy(topic -> assertThat(values.get(topic)).containsExactlyInAnyOrderElementsOf(numbers));
            assertBothSendHeartbeats();
        }
    }

    private Ingest start(int number) throws InterruptedException {
        MqttConfig mqtt = new MqttConfig(
                MQTT.url(), "", Secret.NONE, root + "in", List.of(root + "fixed1/#", root + "fixed2/#"), 8_000);
        IngestConfig config = IngestConfig.of(mqtt, new KafkaConfig(KAFKA.bootstrapServers(), topics))
                .withInstances(new Instances(number, 2));
        Ingest ingest = Ingest.start(config, InstantSource.system());
        assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        return ingest;
    }

    private static void publishUntilTaken(Publisher publisher, String topic, Ingest first, Ingest second) {
        long before = first.metrics().messages() + second.metrics().messages();
        Eventually.await("subscribed " + topic, LIMIT, () -> {
            publisher.publish(topic, "probe");
            publisher.flush();
            return first.metrics().messages() + second.metrics().messages() > before;
        });
        settle(first, second);
    }

    private void publishUntilBothShare(Publisher publisher, Ingest first, Ingest second) {
        long one = first.metrics().messages();
        long two = second.metrics().messages();
        Eventually.await("both share", LIMIT, () -> {
            for (int i = 0; i < BURST; i++) {
                publisher.publish(root + "lora/g1/up", "probe");
            }
            publisher.flush();
            return first.metrics().messages() > one && second.metrics().messages() > two;
        });
        settle(first, second);
    }

    /** Waits until every probe is counted: nothing was received for a while. */
    private static void settle(Ingest first, Ingest second) {
        long[] last = {-1, System.nanoTime()};
        Eventually.await("settled", LIMIT, () -> {
            long now = first.metrics().messages() + second.metrics().messages();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > 500_000_000L;
        });
    }

    private Map<String, List<String>> values(int count) {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            Map<String, List<String>> values = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : log.messages(count)) {
                if (!RawLog.text(record).equals("probe")) {
                    values.computeIfAbsent(
                                    RawHeaders.text(RawLog.header(record, RawHeaders.MQTT_TOPIC)),
                                    topic -> new ArrayList<>())
                            .add(RawLog.text(record));
                }
            }
            return values;
        }
    }

    private void assertBothSendHeartbeats() {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            Eventually.passes(
                    LIMIT,
                    () -> assertThat(log.read(record -> RawLog.kind(record) == RawKind.HEARTBEAT, 16))
                            .extracting(record ->
                                    Heartbeat.CODEC.decode(record.value()).instance())
                            .anySatisfy(instance -> assertThat(instance).startsWith(root + "in-1/"))
                            .anySatisfy(instance -> assertThat(instance).startsWith(root + "in-2/")));
        }
    }
}
