package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.access.Access;
import org.metrobed.access.limit.ClientLimits;
import org.metrobed.embedded.Ports;
import org.metrobed.ingest.PacketSocket.Connect;
import org.metrobed.ingest.PacketSocket.Packet;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.endpoint.ListenerSettings;
import org.metrobed.testkit.Eventually;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topics;

/** Gateways connect to ingest itself. */
final class DirectServerIT extends MqttServerContract {

    @Override
    Server start(Path data, Topics topics, Access access) {
        return start(data, topics, access, ClientLimits.NONE);
    }

    private static Server start(Path data, Topics topics, Access access, ClientLimits limits) {
        int port = Ports.choose(0);
        ListenerSettings listener = new ListenerSettings(Optional.empty(), PACKET_BYTES, limits, Optional.empty());
        Ingest ingest = DirectServer.start(
                new EndpointConfig(port, Optional.of(data), access, listener), KAFKA.bootstrapServers(), topics);
        return new Server(port, ingest, topics, ingest::close);
    }

    @ParameterizedTest
    @CsvSource({
        "metrobed/v1/#, 131", // readings are not forwarded
        "#, 131",
        "$SYS/#, 131",
        "$share/group/spBv1.0/city/NCMD/a, 158",
        "a/#/b, 143",
        "spBv1.0/city/DCMD/node/#, 1",
        "spBv1.0/STATE/host, 1",
        "metrobed/v1/city/gw/status, 1",
        "foreign/#, 1"
    })
    void subscriptionIsGrantedOrRefusedWithItsReason(String filter, int code) {
        try (PacketSocket five = connect(5);
                PacketSocket old = connect(4)) {
            assertThat(five.subscribe(filter)).isEqualTo(code);
            assertThat(old.subscribe(filter)).isEqualTo(code > 1 ? 0x80 : code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 148", // no alias
        "101, 148", // over the maximum
        "9, 130" // no topic
    })
    void wrongTopicAliasEndsTheConnectionWithItsReason(int alias, int code) {
        try (PacketSocket client = connect(5)) {
            client.publish(2, 1, alias == 9 ? "" : newTopic(), "x", 35, 0, alias);
            assertThat(client.receive())
                    .matches(packet -> packet.type() == PacketSocket.DISCONNECT && packet.unsigned(0) == code);
            assertThat(client.find()).isEmpty();
        }
    }

    @Test
    void commandWaitsForAGatewayThatIsAwayAndIsSentAgainUntilItIsAcknowledged() {
        String topic = "spBv1.0/city/NCMD/away";
        Connect gateway = Connect.of("away").lasting();
        try (PacketSocket first = PacketSocket.connect(server().port(), 4, gateway)) {
            assertThat(first.subscribe(topic)).isEqualTo(1);
            first.disconnect();
            assertThat(first.find()).isEmpty();
        }
        try (Written written = new Written(KAFKA.bootstrapServers(), server().topics())) {
            written.command(new Outgoing(
                    topic, topic, ByteString.copyFromUtf8("rebirth"), 1, System.currentTimeMillis() + 60_000));
        }
        Eventually.await(
                "published", LIMIT, () -> server().ingest().metrics().commands().sent() > 0);
        for (int flags : new int[] {2, 2 | 8}) { // the second time it is marked as a repetition
            try (PacketSocket back = PacketSocket.open(server().port(), 5)) {
                assertThat(back.connect(gateway).unsigned(0))
                        .as("session present")
                        .isEqualTo(1);
                Packet command = back.receive();
                assertThat(command.topic()).isEqualTo(topic);
                assertThat(command.flags()).isEqualTo(flags);
                if (flags > 2) {
                    back.acknowledge(command.publishId());
                    back.ping();
                    assertThat(back.receive().type()).isEqualTo(PacketSocket.PINGRESP);
                }
            }
        }
    }

    @Test
    void sessionsAndStatusOutliveARestart() {
        Topics topics = new Topics(KAFKA.newPrefix());
        String status = "metrobed/v1/city/gw/status";
        Connect gateway = Connect.of("gateway").lasting();
        try (Server before = start(folder.resolve("kept"), topics, Access.everyone());
                PacketSocket client = PacketSocket.connect(before.port(), 5, gateway)) {
            assertThat(client.subscribe("spBv1.0/city/NCMD/node")).isEqualTo(1);
            client.publish(3, 1, status, "online");
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBACK);
        }
        try (Server after = start(folder.resolve("kept"), topics, Access.everyone());
                PacketSocket again = PacketSocket.open(after.port(), 4);
                PacketSocket late = PacketSocket.connect(after.port(), 4, Connect.of("late"));
                Written written = new Written(KAFKA.bootstrapServers(), topics)) {
            assertThat(again.connect(gateway).unsigned(0)).as("session present").isEqualTo(1);
            written.command(new Outgoing(
                    "1",
                    "spBv1.0/city/NCMD/node",
                    ByteString.copyFromUtf8("rebirth"),
                    1,
                    System.currentTimeMillis() + 60_000));
            assertThat(again.receive().topic()).isEqualTo("spBv1.0/city/NCMD/node");
            assertThat(late.subscribe(status)).isEqualTo(1);
            assertThat(new String(late.receive().body(), UTF_8)).endsWith("online");
        }
    }

    @Test
    void sessionOfAUserIsForThisUserUntilItEnds() throws IOException {
        Connect client = Connect.of("chosen-by-the-gateway").lasting();
        try (Server guarded = start(folder.resolve("owners"), new Topics(KAFKA.newPrefix()), access());
                PacketSocket owner = PacketSocket.connect(guarded.port(), 5, client.as("gw-1"))) {
            try (PacketSocket thief = PacketSocket.open(guarded.port(), 5)) {
                assertThat(thief.connect(client.as("gw-2")).unsigned(1)).isEqualTo(0x85);
            }
            owner.ping();
            assertThat(owner.receive().type()).isEqualTo(PacketSocket.PINGRESP);
            owner.disconnect();
            assertThat(owner.find()).isEmpty();
            try (PacketSocket thief = PacketSocket.open(guarded.port(), 4)) {
                assertThat(thief.connect(client.as("gw-2")).unsigned(1)).isEqualTo(2);
            }
            // a clean start without a lasting session ends it
            PacketSocket last = PacketSocket.connect(
                    guarded.port(), 5, Connect.of("chosen-by-the-gateway").as("gw-1"));
            last.disconnect();
            assertThat(last.find()).isEmpty();
            last.close();
            Eventually.passes(LIMIT, () -> {
                try (PacketSocket next = PacketSocket.open(guarded.port(), 5)) {
                    assertThat(next.connect(client.as("gw-2")).unsigned(1)).isZero();
                }
            });
            assertThat(guarded.ingest().endpoint().orElseThrow().counters().refused())
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void sessionFromBeforeThereWereUsersBelongsToNobody() throws IOException {
        Path data = folder.resolve("switched");
        Connect client = Connect.of("from-before").lasting();
        try (Server open = start(data, new Topics(KAFKA.newPrefix()), Access.everyone())) {
            PacketSocket.connect(open.port(), 5, client).close();
        }
        try (Server guarded = start(data, new Topics(KAFKA.newPrefix()), access());
                PacketSocket owner = PacketSocket.open(guarded.port(), 5)) {
            Packet answer = owner.connect(client.as("gw-1"));
            assertThat(answer.unsigned(1)).isZero();
            assertThat(answer.unsigned(0)).as("session present").isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "metrobed/v1/city/gw/large/up, 16", // stored, but given to nobody
        "foreign/large, 151"
    })
    void largeMessageIsNotForwardedAndItsPublisherIsTold(String topic, int code) {
        try (PacketSocket five = connect(5);
                PacketSocket old = connect(4)) {
            long before = server().ingest().endpoint().orElseThrow().counters().dropped();
            String large = "x".repeat(65_537);
            five.publish(3, 1, topic, large);
            assertThat(five.receive()).matches(packet -> packet.unsigned(2) == code);
            five.publish(5, 2, topic, large);
            assertThat(five.receive())
                    .matches(packet -> packet.type() == PacketSocket.PUBREC && packet.unsigned(2) == code);
            five.release(2);
            assertThat(five.receive().body()).hasSize(code < 128 ? 2 : 4); // not found: a failure has released the id
            old.publish(5, 2, topic, large);
            assertThat(old.receive().body()).hasSize(2);
            assertThat(server().ingest().endpoint().orElseThrow().counters().dropped())
                    .isEqualTo(before + 3);
        }
    }

    @Test
    void clientThatExceedsItsRateIsSlowedDownAndLosesNothing() {
        Topics topics = new Topics(KAFKA.newPrefix());
        ClientLimits limits = new ClientLimits(100, 0);
        try (Server limited = start(folder.resolve("limited"), topics, Access.everyone(), limits);
                PacketSocket flood = PacketSocket.connect(limited.port(), 4, Connect.of("flood"));
                PacketSocket calm = PacketSocket.connect(limited.port(), 4, Connect.of("calm"))) {
            long begin = System.nanoTime();
            for (int i = 1; i <= 400; i++) {
                flood.publish(i % 2 == 0 ? 2 : 0, i, "metrobed/v1/city/gw/flood/up", Integer.toString(i));
            }
            calm.publish(2, 1, "metrobed/v1/city/gw/calm/up", "0");
            assertThat(calm.receive().type()).isEqualTo(PacketSocket.PUBACK);
            for (int i = 2; i <= 400; i += 2) {
                assertThat(flood.receive().id()).isEqualTo(i);
            }
            assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_500));
            assertThat(limited.ingest().endpoint().orElseThrow().counters().pauses())
                    .isPositive();
            try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
                assertThat(Set.copyOf(
                                log.messages(401).stream().map(RawLog::text).toList()))
                        .containsAll(IntStream.rangeClosed(1, 400)
                                .mapToObj(Integer::toString)
                                .toList());
            }
        }
    }

    @Test
    void retainedMessageOfATopicThatBecomesWantedIsStored() {
        Topics topics = new Topics(KAFKA.newPrefix());
        try (Server own = start(folder.resolve("wanted"), topics, Access.everyone());
                PacketSocket client = PacketSocket.connect(own.port(), 5, Connect.of("client"));
                Written written = new Written(KAFKA.bootstrapServers(), topics);
                RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            client.publish(3, 1, "plant/status", "online");
            assertThat(client.receive().unsigned(2)).as("no subscriber").isEqualTo(0x10);
            written.catalog(Written.ordered("plant/{kind}", "plant"));
            assertThat(log.messages(1)).extracting(RawLog::text).containsExactly("online");
            client.publish(2, 2, "plant/up", "reading");
            assertThat(client.receive().body()).hasSize(2);
            assertThat(log.messages(2)).extracting(RawLog::key).containsExactly("plant", "plant");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4, foreign/a, 2, 1", // MQTT 3.1.1 has no reason code
        "5, foreign/b, 2, 1",
        "4, foreign/c, 0, 1",
        "4, foreign/d, 3, 0", // retained
        "4, foreign/heard/e, 2, 0",
        "4, spBv1.0/plant/NCMD/edge, 2, 0", // a command needs no binding
        "5, spBv1.0/plant/DCMD/edge/pump, 2, 0",
        "4, metrobed/v1/city/gw/nowhere/up, 2, 0" // stored, a dead letter
    })
    void messageThatIsAcknowledgedAndGivenToNobodyIsCounted(int version, String topic, int flags, int counted) {
        PrometheusRegistry registry = new PrometheusRegistry();
        MetricsExport.register(server().ingest(), registry);
        try (PacketSocket client = connect(version);
                PacketSocket listener = connect(5)) {
            assertThat(listener.subscribe("foreign/heard/#")).isEqualTo(1);
            double before = unheard(registry);
            client.publish(flags, 1, topic, "x");
            client.ping();
            for (int answers = flags == 0 ? 1 : 2; answers > 0; answers--) {
                client.receive();
            }
            assertThat(unheard(registry) - before).isEqualTo(counted);
        }
    }

    private static double unheard(PrometheusRegistry registry) {
        CounterSnapshot counter =
                (CounterSnapshot) registry.scrape(name -> name.startsWith("metrobed_ingest_endpoint_unheard"))
                        .get(0);
        return counter.getDataPoints().get(0).getValue();
    }

    @Test
    void figuresOfTheEndpointAreExported() {
        PrometheusRegistry registry = new PrometheusRegistry();
        MetricsExport.register(server().ingest(), registry);
        try (PacketSocket client = connect(5)) {
            client.ping();
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PINGRESP);
            GaugeSnapshot clients =
                    (GaugeSnapshot) registry.scrape(name -> name.equals("metrobed_ingest_endpoint_clients"))
                            .get(0);
            assertThat(clients.getDataPoints().get(0).getValue()).isPositive();
        }
    }
}
