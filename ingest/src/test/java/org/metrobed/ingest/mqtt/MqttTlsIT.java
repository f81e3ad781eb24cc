package org.metrobed.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.access.Access;
import org.metrobed.access.PasswordFile;
import org.metrobed.access.PasswordHash;
import org.metrobed.access.listen.TlsListener;
import org.metrobed.config.Secret;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.testkit.Certificates;
import org.slf4j.LoggerFactory;

class MqttTlsIT {

    private static final String PASSWORD = "in memory";
    private static final String HUNTER = "hunter2-of-ingest";

    @TempDir
    static Path folder;

    private static Certificates ours;
    private static Certificates strangers;
    private static Certificates.Pair server;
    private static Certificates.Pair client;

    @TempDir
    Path data;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = Certificates.create(Files.createDirectory(folder.resolve("ours")));
        strangers = Certificates.create(Files.createDirectory(folder.resolve("strangers")));
        server = ours.issue("broker", "ip:127.0.0.1");
        client = ours.issue("ingest", "dns:ingest");
    }

    @Test
    void sessionGoesOnOverTlsWhereverTheConnectionIsCutAndTheBrokerRestarts() throws Exception {
        int port;
        int tlsPort;
        try (EmbeddedMqttBroker broker = start(0, 0, server, null)) {
            port = broker.port();
            tlsPort = broker.tlsPort().orElseThrow();
            subscriber(tlsPort, trust(ours)).open(new Inbox()); // left open: it ends when the broker stops
            publish(broker.url(), "one");
        }
        try (EmbeddedMqttBroker broker = start(port, tlsPort, server, null)) {
            publish(broker.url(), "two");
            Inbox inbox = new Inbox();
            MqttSubscriber again = subscriber(tlsPort, trust(ours));
            again.open(inbox);
            Incoming one = inbox.next();
            assertThat(one.duplicate()).isTrue();
            again.acknowledge(one.messageId());
            Incoming two = inbox.next();
            assertThat(two.duplicate()).isFalse();
            again.acknowledge(two.messageId());
            again.close();

            assertThat(new String(one.payload(), UTF_8)).isEqualTo("one");
            assertThat(new String(two.payload(), UTF_8)).isEqualTo("two");
            assertThat(broker.queuedMessages("tls")).isZero();
        }
    }

    @Test
    void unknownAuthorityIsRefused() throws Exception {
        try (EmbeddedMqttBroker broker = start(0, 0, server, null)) {
            int port = broker.tlsPort().orElseThrow();

            assertRefused(subscriber(port, trust(strangers)), "path");
            assertRefused(subscriber(port, TlsFiles.NONE), "path");
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        Certificates.Pair elsewhere = ours.issue("elsewhere", "dns:elsewhere.example.org");
        try (EmbeddedMqttBroker broker = start(0, 0, elsewhere, null)) {
            assertRefused(subscriber(broker.tlsPort().orElseThrow(), trust(ours)), "127.0.0.1");
        }
    }

    @Test
    void brokerThatAsksForACertificateRefusesThoseWithoutOrOfStrangers() throws Exception {
        Certificates.Pair stranger = strangers.issue("stranger", "dns:ingest");
        try (EmbeddedMqttBroker broker = start(0, 0, server, ours)) {
            int port = broker.tlsPort().orElseThrow();

            assertRefused(subscriber(port, trust(ours)), "");
            assertRefused(subscriber(port, with(stranger)), "");
            MqttSubscriber known = subscriber(port, with(client));
            known.open(new Inbox());
            known.close();
        }
    }

    @Test
    void noLogLineHoldsThePassword() throws Exception {
        Path access = Files.createDirectory(data.resolve("access"));
        PasswordFile.add(access.resolve(Access.PASSWORDS), "ingest", PasswordHash.of(HUNTER, new SecureRandom()));
        Files.writeString(access.resolve(Access.ACL), "user ingest\ntopic read tls/#\n");
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(
                data.resolve("broker"), BrokerOptions.of(0).withAccess(Access.read(access)))) {
            MqttConfig config = config(broker.url(), new Secret(HUNTER), TlsFiles.NONE);
            MqttSubscriber subscriber = new MqttSubscriber(config);
            subscriber.open(new Inbox());
            subscriber.close();
            assertThatThrownBy(() -> new MqttSubscriber(config(broker.url(), new Secret(HUNTER + "x"), TlsFiles.NONE))
                            .open(new Inbox()))
                    .isInstanceOf(MqttSubscriberException.class)
                    .hasMessageNotContaining(HUNTER);
            assertThat(config.toString()).doesNotContain(HUNTER);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(log.list)
                .isNotEmpty()
                .noneMatch(event -> event.getFormattedMessage().contains(HUNTER));
    }

    @Test
    void addressWithCredentialsIsNoAddress() {
        assertThatThrownBy(() -> config("tcp://ingest:hunter2@127.0.0.1", Secret.NONE, TlsFiles.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not hold a user or password")
                .hasMessageNotContaining("hunter2");
    }

    private EmbeddedMqttBroker start(int port, int tlsPort, Certificates.Pair identity, Certificates clients) {
        KeyStore keys = Pem.identity(identity.certificate(), identity.key(), PASSWORD.toCharArray());
        KeyStore trusted = clients == null ? null : Pem.trust(clients.authority());
        return EmbeddedMqttBroker.start(
                data.resolve("broker"),
                BrokerOptions.of(port).withTls(new TlsListener("127.0.0.1", tlsPort, keys, PASSWORD, trusted)));
    }

    private static void assertRefused(MqttSubscriber subscriber, String reason) {
        assertThatThrownBy(() -> subscriber.open(new Inbox()))
                .isInstanceOf(MqttSubscriberException.class)
                .hasMessageContaining("ssl://127.0.0.1:")
                .hasMessageContaining(reason);
    }

    private static TlsFiles trust(Certificates authority) {
        return new TlsFiles(authority.authority().toString(), "", "");
    }

    private static TlsFiles with(Certificates.Pair own) {
        return new TlsFiles(
                ours.authority().toString(),
                own.certificate().toString(),
                own.key().toString());
    }

    private static MqttSubscriber subscriber(int port, TlsFiles tls) {
        return new MqttSubscriber(config("ssl://127.0.0.1:" + port, Secret.NONE, tls));
    }

    private static MqttConfig config(String url, Secret password, TlsFiles tls) {
        String user = password.equals(Secret.NONE) ? "" : "ingest";
        return new MqttConfig(url, user, password, "tls", List.of("tls/#"), 100, tls);
    }

    private static void publish(String url, String payload) throws Exception {
        MqttClient publisher = new MqttClient(url, "publisher", new MemoryPersistence());
        publisher.connect();
        publisher.publish("tls/a", payload.getBytes(UTF_8), 1, false);
        publisher.disconnect();
        publisher.close();
    }

    /** Stores received messages. */
    private static final class Inbox implements MqttSubscriber.Listener {
        private final BlockingQueue<Incoming> messages = new LinkedBlockingQueue<>();

        @Override
        public void accept(Incoming message) {
            messages.add(message);
        }

        @Override
        public void lost(String reason) {
            // tests end connections on purpose
        }

        Incoming next() throws InterruptedException {
            Incoming message = messages.poll(60, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            return message;
        }
    }
}
