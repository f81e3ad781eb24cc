package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.access.Access;
import org.metrobed.access.PasswordFile;
import org.metrobed.access.PasswordHash;
import org.metrobed.config.Secret;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.Topics;

/** Another client connects as {@code metrobed-ingest} with a clean start, which would empty the queue of ingest. */
class TakeoverIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CLIENT_ID = "metrobed-ingest";
    private static final int READINGS = 400;
    private static final int ATTACKS = 8;

    @TempDir
    Path folder;

    private enum Guard {
        USERS,
        RESERVED_CLIENT_ID,
        SECRET_CLIENT_ID_AT_MOSQUITTO
    }

    @ParameterizedTest
    @EnumSource
    void everyAcknowledgedReadingArrives(Guard guard) throws Exception {
        Topics topics =
                new Topics("takeover-" + guard.name().toLowerCase(Locale.ROOT).replace("_", "-") + ".");
        try (Broker broker = start(guard);
                Ingest ingest = ingest(broker, topics)) {
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();

            publishUnderAttack(broker.url());

            try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
                Set<String> arrived = new TreeSet<>();
                log.messages(READINGS).forEach(record -> arrived.add(RawLog.text(record)));
                assertThat(arrived)
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, READINGS)
                                .mapToObj(Integer::toString)
                                .toList());
            }
            assertThat(ingest.brokerSession().takeovers()).isZero();
            assertThat(ingest.brokerSession().lost()).isZero();
            assertThat(ingest.listTroubles()).isEmpty();
        }
    }

    @Test
    void takeoverAtABrokerWithoutAGuardIsCountedAndReported() throws Exception {
        Topics topics = new Topics("takeover-unguarded.");
        try (EmbeddedMqttBroker open = EmbeddedMqttBroker.start(folder.resolve("broker"), 0);
                Ingest ingest =
                        ingest(new Broker(open.url(), "", IngestConfig.Session.NOT_KEPT, open::close), topics)) {
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();

            attack(open.url());

            Eventually.await("counted", LIMIT, () -> ingest.brokerSession().lost() == 1 && ingest.isServing());
            assertThat(ingest.brokerSession().takeovers()).isEqualTo(1);
            assertThat(ingest.listTroubles())
                    .singleElement()
                    .asString()
                    .startsWith("the broker lost the session of ingest at ");
        }
    }

    /** Two clients of one id would else take turns without end (Orange-OpenSource/its-client#443, emqx/emqx#935). */
    @Test
    void pausesGrowWhileAnotherClientTakesTheSessionOverAgainAndAgain() throws Exception {
        Topics topics = new Topics("takeover-battle.");
        try (EmbeddedMqttBroker open = EmbeddedMqttBroker.start(folder.resolve("broker"), 0);
                Ingest ingest =
                        ingest(new Broker(open.url(), "", IngestConfig.Session.NOT_KEPT, open::close), topics)) {
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
            long began = System.nanoTime();

            for (int i = 0; i < 5; i++) {
                Eventually.await("serving", LIMIT, ingest::isServing);
                long before = ingest.brokerSession().takeovers();
                attack(open.url());
                Eventually.await(
                        "taken over", LIMIT, () -> ingest.brokerSession().takeovers() > before);
            }

            Duration pauses = Duration.ofMillis(250 + 500 + 1_000 + 2_000);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(pauses);
        }
    }

    /** A running broker, the password of ingest at it, and the stored data of its session. */
    private record Broker(String url, String password, IngestConfig.Session session, Runnable stop)
            implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    private Broker start(Guard guard) throws IOException {
        if (guard == Guard.SECRET_CLIENT_ID_AT_MOSQUITTO) {
            MosquittoProcess mosquitto = MosquittoProcess.start(folder.resolve("mosquitto"));
            IngestConfig.Session secret = new IngestConfig.Session(Optional.of(folder.resolve("session")), true);
            return new Broker(mosquitto.url(), "", secret, mosquitto::close);
        }
        Access access = guard == Guard.USERS ? users() : Access.everyone();
        EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(
                folder.resolve("broker"),
                BrokerOptions.of(0)
                        .withAccess(access.withUser("ingest", "pw of ingest").reserve(CLIENT_ID, "ingest")));
        return new Broker(broker.url(), "pw of ingest", IngestConfig.Session.NOT_KEPT, broker::close);
    }

    private Access users() throws IOException {
        Path files = Files.createDirectories(folder.resolve("access"));
        Files.copy(Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl"), files.resolve(Access.ACL));
        for (String user : List.of("gw-1", "gw-2")) {
            PasswordFile.add(
                    files.resolve(Access.PASSWORDS), user, PasswordHash.of("pw of " + user, new SecureRandom()));
        }
        return Access.read(files);
    }

    private static Ingest ingest(Broker broker, Topics topics) {
        String user = broker.password().isEmpty() ? "" : "ingest";
        MqttConfig mqtt = new MqttConfig(
                broker.url(), user, new Secret(broker.password()), CLIENT_ID, List.of("metrobed/v1/#"), 1_000);
        IngestConfig config = IngestConfig.of(mqtt, new KafkaConfig(KAFKA.bootstrapServers(), topics));
        return Ingest.start(config.withSession(broker.session()), InstantSource.system());
    }

    private static void publishUnderAttack(String url) throws MqttException {
        MqttClient gateway = new MqttClient(url, "gw-2", new MemoryPersistence());
        gateway.connect(user("gw-2"));
        for (int i = 0; i < READINGS; i++) {
            if (i % (READINGS / ATTACKS) == 0) {
                attack(url);
            }
            gateway.publish("metrobed/v1/city/gw-2/t1/up", Integer.toString(i).getBytes(UTF_8), 1, false);
        }
        gateway.disconnect();
        gateway.close();
    }

    /** Tries to connect; the broker may accept or refuse it. */
    private static void attack(String url) throws MqttException {
        MqttClient attacker = new MqttClient(url, CLIENT_ID, new MemoryPersistence());
        try {
            attacker.connect(user("gw-1"));
            attacker.disconnect();
        } catch (MqttException e) {
            assertThat(e.getReasonCode()).isEqualTo(0x85);
        }
        attacker.close();
    }

    private static MqttConnectionOptions user(String name) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setUserName(name);
        options.setPassword(("pw of " + name).getBytes(UTF_8));
        return options;
    }
}
