package org.metrobed.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.access.listen.TlsListener;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.testkit.Certificates;
import org.metrobed.testkit.Eventually;

class EmitterTlsIT {

    private static final String PASSWORD = "in memory";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REFUSAL = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    private static Certificates ours;
    private static Certificates.Pair own;
    private static EmbeddedMqttBroker broker;
    private static EmbeddedMqttBroker elsewhere;

    @BeforeAll
    static void start() throws IOException {
        ours = Certificates.create(Files.createDirectory(folder.resolve("ours")));
        own = ours.issue("simulators", "dns:simulators");
        broker = start("broker", ours.issue("broker", "ip:127.0.0.1"));
        elsewhere = start("elsewhere", ours.issue("elsewhere", "dns:elsewhere.example.org"));
    }

    @AfterAll
    static void stop() {
        broker.close();
        elsewhere.close();
    }

    @Test
    void messagesArriveOverMutualTls() throws Exception {
        TlsFiles files = new TlsFiles(
                ours.authority().toString(),
                own.certificate().toString(),
                own.key().toString());
        try (Listener listener = Listener.open(broker.url(), "emitter-tls/#");
                MqttEmitter emitter = MqttEmitter.open(address(broker).withTls(files), "tls", null, PATIENCE)) {
            emitter.publish("emitter-tls/a", "one".getBytes(StandardCharsets.UTF_8));

            assertThat(emitter.awaitAcknowledged(PATIENCE)).isTrue();
            Eventually.await("the message", PATIENCE, () -> listener.texts().contains("one"));
        }
    }

    @Test
    void unknownAuthorityMissingCertificateAndOtherHostAreRefused() throws IOException {
        Certificates strangers = Certificates.create(Files.createDirectory(folder.resolve("strangers")));
        TlsFiles noCertificate = new TlsFiles(ours.authority().toString(), "", "");

        assertRefused(address(broker).withTls(new TlsFiles(strangers.authority().toString(), "", "")));
        assertRefused(address(broker).withTls(noCertificate));
        assertRefused(address(elsewhere).withTls(noCertificate));
        assertRefused(address(broker).withTls(new TlsFiles("/none.pem", "", "")));
    }

    private static void assertRefused(BrokerConfig config) {
        assertThatThrownBy(() -> MqttEmitter.open(config, "tls-refused", null, REFUSAL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no MQTT broker at ssl://127.0.0.1:");
    }

    private static BrokerConfig address(EmbeddedMqttBroker listening) {
        return BrokerConfig.of("ssl://127.0.0.1:" + listening.tlsPort().orElseThrow());
    }

    /** A broker that requires client certificates; its own certificate is for this host. */
    private static EmbeddedMqttBroker start(String name, Certificates.Pair identity) {
        KeyStore keys = Pem.identity(identity.certificate(), identity.key(), PASSWORD.toCharArray());
        KeyStore clients = name.equals("broker") ? Pem.trust(ours.authority()) : null;
        return EmbeddedMqttBroker.start(
                folder.resolve("data-" + name),
                BrokerOptions.of(0).withTls(new TlsListener("127.0.0.1", 0, keys, PASSWORD, clients)));
    }
}
