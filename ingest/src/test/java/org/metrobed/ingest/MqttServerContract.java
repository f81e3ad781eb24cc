package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.access.Access;
import org.metrobed.access.PasswordFile;
import org.metrobed.access.PasswordHash;
import org.metrobed.ingest.PacketSocket.Connect;
import org.metrobed.ingest.PacketSocket.Packet;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/** What gateways may rely on, whichever MQTT server they connect to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MqttServerContract {

    static final Duration LIMIT = Duration.ofSeconds(60);
    static final int PACKET_BYTES = 3_000_000;

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @TempDir
    static Path folder;

    private final AtomicInteger names = new AtomicInteger();
    private Server server;

    /** A running server for gateways, with ingest. */
    record Server(int port, Ingest ingest, Topics topics, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    /** Starts the server; returns when it serves. */
    abstract Server start(Path data, Topics topics, Access access);

    @BeforeAll
    void begin() {
        server = start(folder.resolve("open"), new Topics(KAFKA.newPrefix()), Access.everyone());
    }

    @AfterAll
    void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void messageOfEachQualityOfServiceIsInTheLogOnce(int version) {
        String topic = newTopic();
        try (PacketSocket client = connect(version)) {
            client.publish(0, 0, topic, "q0");
            client.publish(2, 1, topic, "q1");
            assertThat(client.receive()).matches(packet -> packet.type() == PacketSocket.PUBACK && packet.id() == 1);
            client.publish(4, 2, topic, "q2");
            assertThat(client.receive()).matches(packet -> packet.type() == PacketSocket.PUBREC && packet.id() == 2);
            client.release(2);
            assertThat(client.receive()).matches(packet -> packet.type() == PacketSocket.PUBCOMP && packet.id() == 2);
        }
        List<ConsumerRecord<byte[], byte[]>> records = inLog(topic, 3);
        assertThat(records).extracting(RawLog::text).containsExactly("q0", "q1", "q2");
        assertThat(records)
                .extracting(record -> RawHeaders.number(RawLog.header(record, RawHeaders.QOS)))
                .containsExactly(0L, 1L, 1L);
        assertThat(records).extracting(RawLog::key).containsOnly("city/" + topic.split("/", -1)[4]);
    }

    @Test
    void repeatedMessageOfQualityOfService2IsStoredOnce() {
        String topic = newTopic();
        try (PacketSocket client = connect(5)) {
            client.publish(4, 7, topic, "once");
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBREC);
            client.publish(4 | 8, 7, topic, "once");
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBREC);
            client.release(7);
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBCOMP);
            client.publish(4, 7, topic, "twice");
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBREC);
        }
        assertThat(inLog(topic, 2)).extracting(RawLog::text).containsExactly("once", "twice");
    }

    @Test
    void usualClientOfVersion3PublishesAtEachQualityOfService() throws MqttException {
        String topic = newTopic();
        MqttClient client =
                new MqttClient("tcp://127.0.0.1:" + server.port(), "v3-" + topic.hashCode(), new MemoryPersistence());
        client.connect();
        for (int qos = 0; qos <= 2; qos++) {
            client.publish(topic, ("q" + qos).getBytes(UTF_8), qos, false);
        }
        client.publish(topic, new byte[0], 1, false);
        client.disconnect();
        client.close();
        assertThat(inLog(topic, 4)).extracting(RawLog::text).containsExactly("q0", "q1", "q2", "");
    }

    @Test
    void usualClientOfVersion5PublishesWithContentType() {
        String topic = newTopic();
        try (Publisher publisher = new Publisher("tcp://127.0.0.1:" + server.port())) {
            publisher.publish(topic, "{}".getBytes(UTF_8), 1, "application/json");
            publisher.publish(topic, "[]".getBytes(UTF_8), 2, null);
        }
        List<ConsumerRecord<byte[], byte[]>> records = inLog(topic, 2);
        assertThat(records).extracting(RawLog::text).containsExactly("{}", "[]");
        assertThat(RawLog.header(records.get(0), RawHeaders.CONTENT_TYPE))
                .isEqualTo("application/json".getBytes(UTF_8));
    }

    @Test
    void messageWithAnExpiryIsStored() {
        String topic = newTopic();
        try (PacketSocket client = connect(5)) {
            client.publish(2, 1, topic, "soon old", 2, 0, 0, 0, 1);
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBACK);
        }
        assertThat(inLog(topic, 1)).extracting(RawLog::text).containsExactly("soon old");
    }

    @Test
    void topicAliasStandsForItsTopic() {
        String topic = newTopic();
        try (PacketSocket client = connect(5)) {
            client.publish(2, 1, topic, "first", 35, 0, 1);
            client.publish(2, 2, "", "second", 35, 0, 1);
            assertThat(List.of(client.receive().id(), client.receive().id())).containsExactly(1, 2);
        }
        assertThat(inLog(topic, 2)).extracting(RawLog::text).containsExactly("first", "second");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void largePayloadIsKeptWholeAndWhatFollowsComesAfterIt(int version) {
        String topic = newTopic();
        String large = "x".repeat(1_400_000);
        try (PacketSocket client = connect(version)) {
            client.publish(2, 1, topic, large);
            client.publish(2, 2, topic, "after");
            assertThat(List.of(client.receive().id(), client.receive().id())).containsExactly(1, 2);
        }
        try (RawLog log = log()) {
            List<ConsumerRecord<byte[], byte[]>> records = log.read(record -> isOf(record, topic), 2);
            assertThat(RawLog.kind(records.get(0))).isEqualTo(RawKind.LARGE);
            assertThat(new String(log.payload(records.get(0)), UTF_8)).isEqualTo(large);
            assertThat(RawLog.text(records.get(1))).isEqualTo("after");
        }
    }

    @Test
    void packetOverTheLimitIsNotAcknowledgedAndEndsItsConnection() {
        String topic = newTopic();
        for (int version : new int[] {4, 5}) {
            try (PacketSocket client = connect(version)) {
                client.publish(2, 1, topic, "y".repeat(PACKET_BYTES));
                Packet answer = client.find().orElse(new Packet(0, 0, new byte[1]));
                assertThat(answer.type()).isIn(0, PacketSocket.DISCONNECT);
            }
        }
        try (PacketSocket client = connect(4)) {
            client.publish(2, 1, topic, "small");
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBACK);
        }
        assertThat(inLog(topic, 1)).extracting(RawLog::text).containsExactly("small");
    }

    @Test
    void garbageEndsItsConnectionAlone() {
        String topic = newTopic();
        Random random = new Random(13);
        try (PacketSocket client = connect(5)) {
            for (int i = 0; i < 30; i++) {
                byte[] garbage = new byte[random.nextInt(300) + 1];
                random.nextBytes(garbage);
                try (PacketSocket bad = i % 2 == 0 ? PacketSocket.open(server.port(), 4) : connect(4 + i / 2 % 2)) {
                    bad.raw(garbage);
                }
            }
            try (PacketSocket web = PacketSocket.open(server.port(), 4)) {
                web.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
                assertThat(web.find()).isEmpty();
            }
            client.publish(2, 1, topic, "alive");
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBACK);
        }
        assertThat(inLog(topic, 1)).extracting(RawLog::text).containsExactly("alive");
    }

    @Test
    void secondConnectionOfAClientEndsTheFirstAndNothingAcknowledgedIsLost() {
        String topic = newTopic();
        Connect client = Connect.of("twin");
        try (PacketSocket first = PacketSocket.connect(server.port(), 5, client)) {
            first.publish(2, 1, topic, "of the first");
            assertThat(first.receive().type()).isEqualTo(PacketSocket.PUBACK);
            try (PacketSocket second = PacketSocket.connect(server.port(), 4, client)) {
                Packet farewell = first.receive();
                assertThat(farewell.type()).isEqualTo(PacketSocket.DISCONNECT);
                assertThat(farewell.unsigned(0)).isEqualTo(0x8E);
                assertThat(first.find()).isEmpty();
                second.publish(2, 1, topic, "of the second");
                assertThat(second.receive().type()).isEqualTo(PacketSocket.PUBACK);
            }
        }
        assertThat(inLog(topic, 2)).extracting(RawLog::text).containsExactly("of the first", "of the second");
    }

    @Test
    void willIsPublishedAfterALossAndNotAfterAFarewell() {
        String topic = newTopic() + "/status";
        Connect client = Connect.of("mortal").withWill(topic);
        try (PacketSocket polite = PacketSocket.connect(server.port(), 4, client)) {
            polite.publish(3, 1, topic, "online");
            assertThat(polite.receive().type()).isEqualTo(PacketSocket.PUBACK);
            polite.disconnect();
            assertThat(polite.find()).isEmpty();
        }
        PacketSocket.connect(server.port(), 5, client).close();

        assertThat(inLog(topic, 2)).extracting(RawLog::text).containsExactly("online", "offline");
        try (PacketSocket late = connect(4)) {
            assertThat(late.subscribe(topic)).isEqualTo(1);
            Packet retained = late.receive();
            assertThat(retained.topic()).isEqualTo(topic);
            assertThat(retained.flags() & 1).isEqualTo(1);
            assertThat(new String(retained.body(), UTF_8)).endsWith("offline");
        }
    }

    @Test
    void clientThatFallsSilentIsDisconnectedAndItsWillIsPublished() {
        String topic = newTopic();
        try (PacketSocket silent = PacketSocket.connect(
                server.port(), 5, Connect.of("silent").withWill(topic).keptAlive(1))) {
            silent.ping();
            assertThat(silent.receive().type()).isEqualTo(PacketSocket.PINGRESP);
            assertThat(silent.receive().unsigned(0)).isEqualTo(0x8D);
        }
        assertThat(inLog(topic, 1)).extracting(RawLog::text).containsExactly("offline");
    }

    @Test
    void retainedStatusIsGivenToLaterSubscribersUntilItIsCleared() {
        String topic = newTopic() + "/status";
        try (PacketSocket gateway = connect(5)) {
            gateway.publish(3, 1, topic, "online");
            assertThat(gateway.receive().type()).isEqualTo(PacketSocket.PUBACK);
            try (PacketSocket early = connect(4)) {
                assertThat(early.subscribe(topic)).isEqualTo(1);
                Packet retained = early.receive();
                assertThat(retained.flags() & 1).isEqualTo(1);
                early.acknowledge(retained.publishId());
                gateway.publish(3, 2, topic, "");
                assertThat(gateway.receive().type()).isEqualTo(PacketSocket.PUBACK);
                assertThat(early.receive().flags() & 1).isZero();
            }
            try (PacketSocket late = connect(4)) {
                assertThat(late.subscribe(topic)).isEqualTo(1);
                late.ping();
                assertThat(late.receive().type()).isEqualTo(PacketSocket.PINGRESP);
            }
        }
        assertThat(inLog(topic, 2)).extracting(RawLog::text).containsExactly("online", "");
    }

    @Test
    void commandReachesTheGatewayThatSubscribed() {
        String topic = "spBv1.0/city/NCMD/node-" + names.incrementAndGet();
        try (PacketSocket gateway = connect(4);
                PacketSocket other = connect(5);
                Written written = new Written(KAFKA.bootstrapServers(), server.topics())) {
            assertThat(gateway.subscribe(topic)).isEqualTo(1);
            assertThat(other.subscribe(topic + "-other")).isEqualTo(1);
            written.command(new Outgoing(
                    topic, topic, ByteString.copyFromUtf8("rebirth"), 1, System.currentTimeMillis() + 60_000));
            Packet command = gateway.receive();
            assertThat(command.topic()).isEqualTo(topic);
            assertThat(new String(command.body(), UTF_8)).endsWith("rebirth");
            other.ping();
            assertThat(other.receive().type()).isEqualTo(PacketSocket.PINGRESP);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void topicThatNoFilterTakesIsAcknowledgedAndNotStored(int version) {
        String topic = newTopic();
        try (PacketSocket client = connect(version)) {
            client.publish(2, 1, "foreign/" + topic, "nobody");
            Packet answer = client.receive();
            assertThat(answer.type()).isEqualTo(PacketSocket.PUBACK);
            if (version == 5) {
                assertThat(answer.unsigned(2)).isEqualTo(0x10);
            }
            client.publish(2, 2, topic, "wanted");
            assertThat(client.receive().id()).isEqualTo(2);
        }
        assertThat(inLog(topic, 1)).extracting(RawLog::text).containsExactly("wanted");
    }

    @Test
    void twoHundredConnectionsPublishAtOnce() {
        String topic = newTopic();
        List<PacketSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(connect(4 + i % 2));
            }
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < clients.size(); i++) {
                    clients.get(i).publish(2, round + 1, topic, round * 200 + i + "");
                }
            }
            for (PacketSocket client : clients) {
                for (int round = 0; round < 5; round++) {
                    assertThat(client.receive().id()).isEqualTo(round + 1);
                }
            }
        } finally {
            clients.forEach(PacketSocket::close);
        }
        assertThat(inLog(topic, 1_000))
                .extracting(RawLog::text)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void usersPublishAndReadWhatTheAclAllows() throws IOException {
        Access access = access();
        try (Server guarded = alone(folder.resolve("guarded"), new Topics(KAFKA.newPrefix()), access)) {
            try (PacketSocket stranger = PacketSocket.open(guarded.port(), 5);
                    PacketSocket nobody = PacketSocket.open(guarded.port(), 4)) {
                assertThat(stranger.connect(Connect.of("x").as("gw-9")).unsigned(1))
                        .isEqualTo(0x87);
                assertThat(nobody.connect(Connect.of("y")).unsigned(1)).isEqualTo(5);
            }
            String own = "metrobed/v1/city/gw-1/thing/up";
            try (PacketSocket gateway =
                    PacketSocket.connect(guarded.port(), 5, Connect.of("a").as("gw-1"))) {
                assertThat(gateway.subscribe("spBv1.0/city/NCMD/gw-1")).isEqualTo(1);
                gateway.publish(2, 1, own, "own");
                assertThat(gateway.receive().type()).isEqualTo(PacketSocket.PUBACK);
                gateway.publish(2, 2, "metrobed/v1/city/gw-2/thing/up", "forged");
                Packet refusal = gateway.receive(); // PUBACK or DISCONNECT
                assertThat(refusal.unsigned(refusal.type() == PacketSocket.PUBACK ? 2 : 0))
                        .isEqualTo(0x87);
            }
            try (PacketSocket other = PacketSocket.open(guarded.port(), 5)) {
                assertThat(other.connect(Connect.of("gw-1/modem").as("gw-2")).unsigned(1))
                        .isEqualTo(0x85);
            }
            try (PacketSocket listener =
                    PacketSocket.connect(guarded.port(), 5, Connect.of("b").as("gw-2"))) {
                assertThat(listener.subscribe("spBv1.0/city/NCMD/gw-1")).isEqualTo(0x87);
            }
            try (RawLog log =
                    new RawLog(KAFKA.bootstrapServers(), guarded.topics().raw().name())) {
                assertThat(log.messages(1)).extracting(RawLog::text).containsExactly("own");
            }
        }
    }

    @Test
    void servedAgainAfterARestart() {
        String topic = newTopic();
        Topics topics = new Topics(KAFKA.newPrefix());
        for (String text : List.of("before", "after")) {
            try (Server again = alone(folder.resolve("again"), topics, Access.everyone());
                    PacketSocket client = PacketSocket.connect(again.port(), 5, Connect.of("client"))) {
                client.publish(2, 1, topic, text);
                assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBACK);
                Eventually.await("stored", LIMIT, () -> again.ingest().metrics().confirmed() > 0);
            }
        }
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            assertThat(log.messages(2)).extracting(RawLog::text).contains("before", "after");
        }
    }

    @Test
    void wrongPacketsAreRefused() {
        try (PacketSocket early = PacketSocket.open(server.port(), 4)) {
            early.publish(2, 1, newTopic(), "before CONNECT");
            assertThat(early.find()).isEmpty();
        }
        try (PacketSocket twice = connect(4)) {
            assertThatThrownBy(() -> twice.connect(Connect.of("again"))).hasMessageContaining("closed the connection");
        }
        try (PacketSocket unnamed = PacketSocket.open(server.port(), 4)) {
            assertThat(unnamed.connect(Connect.of("").lasting()).unsigned(1)).isEqualTo(2);
        }
    }

    /** Users {@code gw-1} and {@code gw-2} with the password {@code secret}, and the ACL of the containers. */
    Access access() throws IOException {
        Path dir = Files.createDirectories(folder.resolve("users-" + names.incrementAndGet()));
        for (String name : List.of("gw-1", "gw-2", "ingest")) {
            PasswordFile.add(dir.resolve(Access.PASSWORDS), name, PasswordHash.of("secret", new SecureRandom()));
        }
        Files.copy(Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl"), dir.resolve(Access.ACL));
        return Access.read(dir);
    }

    /** Starts another server instead of the one of all tests, which starts again when the other is closed. */
    private Server alone(Path data, Topics topics, Access access) {
        server.close();
        Server other = start(data, topics, access);
        return new Server(other.port(), other.ingest(), topics, () -> {
            other.close();
            begin();
        });
    }

    Server server() {
        return server;
    }

    String newTopic() {
        return "metrobed/v1/city/gw/thing-" + names.incrementAndGet() + "/up";
    }

    PacketSocket connect(int version) {
        return PacketSocket.connect(server.port(), version, Connect.of("client-" + names.incrementAndGet()));
    }

    /** The messages of a topic, at least this number, without parts. */
    List<ConsumerRecord<byte[], byte[]>> inLog(String topic, int count) {
        try (RawLog log = log()) {
            return log.read(record -> isOf(record, topic), count);
        }
    }

    private RawLog log() {
        return new RawLog(KAFKA.bootstrapServers(), server.topics().raw().name());
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String topic) {
        byte[] header = RawLog.header(record, RawHeaders.MQTT_TOPIC);
        return header != null && new String(header, UTF_8).equals(topic) && RawLog.kind(record) != RawKind.PART;
    }
}
