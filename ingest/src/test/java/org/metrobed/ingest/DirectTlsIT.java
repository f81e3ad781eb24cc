package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.Pem;
import org.metrobed.embedded.Ports;
import org.metrobed.ingest.PacketSocket.Connect;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.testkit.Certificates;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.Topics;

/** Gateways that connect to ingest with TLS. */
final class DirectTlsIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final char[] PASSWORD = "in memory".toCharArray();

    @TempDir
    Path folder;

    @Test
    void onlyClientsWithACertificateOfTheAuthorityAreServed() throws Exception {
        Certificates certificates = Certificates.create(folder);
        Certificates.Pair own = certificates.issue("endpoint", "ip:127.0.0.1");
        int tlsPort = Ports.choose(0);
        EndpointConfig endpoint = EndpointConfig.read(Settings.of(Map.of(
                        "METROBED_MQTT_ENDPOINT", "ingest",
                        "METROBED_MQTT_PORT", Integer.toString(Ports.choose(0)),
                        "METROBED_MQTT_TLS_PORT", Integer.toString(tlsPort),
                        "METROBED_MQTT_TLS_CERTIFICATE", own.certificate().toString(),
                        "METROBED_MQTT_TLS_KEY", own.key().toString(),
                        "METROBED_MQTT_TLS_CLIENTS", "required",
                        "METROBED_MQTT_TLS_CA", certificates.authority().toString())))
                .orElseThrow();
        Topics topics = new Topics(KAFKA.newPrefix());
        try (Ingest ingest = DirectServer.start(endpoint, KAFKA.bootstrapServers(), topics)) {
            Certificates.Pair gateway = certificates.issue("gateway", "dns:gateway");
            KeyStore identity = Pem.identity(gateway.certificate(), gateway.key(), PASSWORD);
            try (PacketSocket client = PacketSocket.over(socket(certificates, identity, tlsPort), 5)) {
                assertThat(client.connect(Connect.of("gateway")).unsigned(1)).isZero();
                client.publish(2, 1, "metrobed/v1/city/gw/thing/up", "x".repeat(200_000));
                assertThat(client.receive().type()).isEqualTo(PacketSocket.PUBACK);
            }
            assertThat(ingest.metrics().acknowledged()).isEqualTo(1);
            try (PacketSocket stranger = PacketSocket.over(socket(certificates, null, tlsPort), 5)) {
                assertThatThrownBy(() -> stranger.connect(Connect.of("stranger")))
                        .isInstanceOfAny(UncheckedIOException.class, IllegalStateException.class);
            }
            try (PacketSocket plain = PacketSocket.open(tlsPort, 5)) {
                plain.ping();
                assertThat(plain.find().map(PacketSocket.Packet::type))
                        .isNotEqualTo(Optional.of(PacketSocket.PINGRESP));
            }
        }
    }

    private static SSLSocket socket(Certificates certificates, KeyStore identity, int port)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(Pem.trust(certificates.authority()));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    }
}
