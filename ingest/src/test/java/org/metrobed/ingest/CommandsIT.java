package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.ingest.mqtt.MqttSubscriber;
import org.metrobed.ingest.route.Instances;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.MqttExtension;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topics;

class CommandsIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Topics topics = new Topics(KAFKA.newPrefix());
    private final String root = topics.prefix();
    private final InstantSource clock = InstantSource.system();

    @Test
    void commandIsSentOnceAndNotWhenItHasExpired() throws Exception {
        try (Device device = new Device();
                Ingest ingest = start(Instances.ONE);
                Written written = new Written(KAFKA.bootstrapServers(), topics)) {
            written.command(command("1", 30));
            written.command(command("1", 30));
            written.command(command("late", -1));
            written.command(command("2", 30));

            assertThat(device.next()).isEqualTo("1");
            assertThat(device.next()).isEqualTo("2");
            Eventually.passes(
                    LIMIT,
                    () -> assertThat(ingest.metrics().commands()).isEqualTo(new IngestMetrics.Commands(2, 1, 1, 0, 0)));
            assertThat(device.received).isEmpty();
        }
    }

    @Test
    void whatIsNoCommandIsSkippedAndCountedAndTheNextIsSent() throws Exception {
        try (Device device = new Device();
                Ingest ingest = start(Instances.ONE);
                Written written = new Written(KAFKA.bootstrapServers(), topics)) {
            byte[] noise = new byte[64];
            new Random(3).nextBytes(noise);
            String commands = topics.commands().name();
            for (int i = 0; i < topics.commands().partitions() * 2; i++) {
                written.hostile(commands, new byte[] {(byte) i}, noise);
                written.hostile(commands, new byte[] {(byte) i}, null);
            }
            written.hostile(commands, null, new byte[1_000_000]);
            written.command(command("after", 30));

            assertThat(device.next()).isEqualTo("after");
            Eventually.await("counted", LIMIT, () -> ingest.metrics().commands().unreadable() == 17);
        }
    }

    @Test
    void youngCommandWaitsForIngestAndIsNotSentAgainByItsNextStart() throws Exception {
        try (Device device = new Device();
                Written written = new Written(KAFKA.bootstrapServers(), topics)) {
            try (Ingest ingest = start(Instances.ONE)) {
                written.command(command("before", 60));
                assertThat(device.next()).isEqualTo("before");
                assertThat(ingest.isServing()).isTrue();
            }
            written.command(command("meanwhile", 60));
            try (Ingest ingest = start(Instances.ONE)) {
                assertThat(device.next()).isEqualTo("meanwhile");
                Eventually.await(
                        "counted", LIMIT, () -> ingest.metrics().commands().sent() == 1);
                assertThat(device.received).isEmpty();
            }
        }
    }

    @Test
    void onlyTheFirstOfSeveralInstancesSends() throws Exception {
        try (Device device = new Device();
                Ingest second = start(new Instances(2, 2));
                Ingest first = start(new Instances(1, 2));
                Written written = new Written(KAFKA.bootstrapServers(), topics)) {
            for (int i = 0; i < 20; i++) {
                written.command(command("c" + i, 30));
            }
            Eventually.await("sent", LIMIT, () -> first.metrics().commands().sent() == 20);
            Eventually.await("received", LIMIT, () -> device.received.size() == 20);
            assertThat(second.metrics().commands().sent()).isZero();
        }
    }

    private Ingest start(Instances instances) throws InterruptedException {
        MqttConfig mqtt =
                new MqttConfig(MQTT.url(), "", Secret.NONE, root + "in", List.of(root + "a/#", root + "b/#"), 100);
        Ingest ingest = Ingest.start(
                IngestConfig.of(mqtt, new KafkaConfig(KAFKA.bootstrapServers(), topics))
                        .withInstances(instances),
                clock);
        assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        return ingest;
    }

    private Outgoing command(String id, int seconds) {
        Instant expires = clock.instant().plusSeconds(seconds);
        return new Outgoing(id, root + "device/down", ByteString.copyFromUtf8(id), 1, expires.toEpochMilli());
    }

    /** A device that receives commands. */
    private final class Device implements MqttSubscriber.Listener, AutoCloseable {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final MqttSubscriber subscriber = new MqttSubscriber(
                new MqttConfig(MQTT.url(), "", Secret.NONE, root + "device", List.of(root + "device/down"), 100));

        Device() {
            subscriber.open(this);
        }

        String next() throws InterruptedException {
            return received.poll(60, TimeUnit.SECONDS);
        }

        @Override
        public void accept(Incoming message) {
            received.add(new String(message.payload(), StandardCharsets.UTF_8));
            subscriber.acknowledge(message.messageId());
        }

        @Override
        public void lost(String reason) {
            received.add("lost: " + reason);
        }

        @Override
        public void close() {
            subscriber.close();
        }
    }
}
