package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.access.limit.ClientLimits;
import org.metrobed.config.Settings;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.endpoint.ListenerSettings;
import org.metrobed.testkit.Certificates;

final class BrokerSettingsTest {

    @TempDir
    Path folder;

    @Test
    void nothingSetIsOpenOnThisMachineWithLimits() {
        BrokerSettings settings = BrokerSettings.of(Settings.of(Map.of()));

        assertThat(settings)
                .isEqualTo(new BrokerSettings(
                        Optional.empty(),
                        2_000_000,
                        new ListenerSettings(
                                Optional.empty(), 16_777_216, new ClientLimits(10_000, 16_777_216), Optional.empty())));
    }

    @Test
    void everySettingIsRead() {
        Certificates certificates = Certificates.create(folder);
        Certificates.Pair pair = certificates.issue("broker", "dns:broker");
        Settings settings = Settings.of(Map.ofEntries(
                Map.entry("METROBED_MQTT_ENDPOINT", "ingest"),
                Map.entry("METROBED_MQTT_ACCESS", "/access"),
                Map.entry("METROBED_MQTT_QUEUE_MESSAGES", "5000"),
                Map.entry("METROBED_MQTT_MAX_PACKET_BYTES", "2048"),
                Map.entry("METROBED_MQTT_CLIENT_MESSAGES", "7"),
                Map.entry("METROBED_MQTT_CLIENT_BYTES", "8"),
                Map.entry("METROBED_MQTT_TLS_HOST", "0.0.0.0"),
                Map.entry("METROBED_MQTT_TLS_PORT", "8883"),
                Map.entry("METROBED_MQTT_TLS_CERTIFICATE", pair.certificate().toString()),
                Map.entry("METROBED_MQTT_TLS_KEY", pair.key().toString()),
                Map.entry("METROBED_MQTT_TLS_CLIENTS", "required"),
                Map.entry("METROBED_MQTT_TLS_CA", certificates.authority().toString())));

        BrokerSettings read = BrokerSettings.of(settings);

        assertThat(read.direct()).contains(true);
        assertThat(read.listener().access()).contains(Path.of("/access"));
        assertThat(read.listener().limits()).isEqualTo(new ClientLimits(7, 8));
        assertThat(read.options(1883).maxQueuedMessages()).isEqualTo(5_000);
        assertThat(read.options(1883).maxPacketBytes()).isEqualTo(2_048);
        assertThat(read.options(1883).tls().orElseThrow())
                .hasToString("TLS on 0.0.0.0:8883 for clients with a certificate");
        assertThat(settings.listUnknown()).isEmpty();
        assertThat(BrokerSettings.settings()).hasSize(12);
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        Settings settings = Settings.of(Map.of(
                "METROBED_MQTT_ENDPOINT", "both",
                "METROBED_MQTT_MAX_PACKET_BYTES", "1",
                "METROBED_MQTT_CLIENT_MESSAGES", "-1",
                "METROBED_MQTT_TLS_HOST", "0.0.0.0",
                "METROBED_MQTT_TLS_PORT", "8883",
                "METROBED_MQTT_TLS_CLIENTS", "some"));

        assertThatThrownBy(() -> BrokerSettings.of(settings))
                .hasMessageContaining("METROBED_MQTT_ENDPOINT is 'both', must be broker or ingest")
                .hasMessageContaining("METROBED_MQTT_MAX_PACKET_BYTES is 1")
                .hasMessageContaining("METROBED_MQTT_CLIENT_MESSAGES is -1")
                .hasMessageContaining(
                        "METROBED_MQTT_TLS_HOST is '0.0.0.0': a listener that other machines can reach needs")
                .hasMessageContaining("METROBED_MQTT_TLS_CLIENTS is 'some', must be none or required")
                .hasMessageContaining("METROBED_MQTT_TLS_CERTIFICATE is not set")
                .hasMessageContaining("METROBED_MQTT_TLS_KEY is not set");
    }

    @Test
    void aclThatForgetsIngestIsRefusedAtTheStart() throws IOException {
        Files.writeString(folder.resolve("passwords"), "");
        Files.writeString(folder.resolve("acl"), "user ingest\ntopic read metrobed/v1/#\n");

        assertThatThrownBy(() -> BrokerUsers.read(Optional.of(folder)))
                .isInstanceOf(ServiceException.class)
                .hasMessage(folder.resolve("acl") + " does not let the user ingest read senml/#");
    }

    @Test
    void ingestIsAUserOfThisRun() throws IOException {
        Files.writeString(folder.resolve("passwords"), "");
        Files.copy(Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl"), folder.resolve("acl"));

        BrokerUsers users = BrokerUsers.read(Optional.of(folder));

        assertThat(users.access().isUser("ingest", users.password().reveal())).isTrue();
        assertThat(users.access().isOpen()).isFalse();
    }

    @Test
    void clientIdOfIngestIsReservedAlsoWhereEveryoneMayConnect() {
        BrokerUsers users = BrokerUsers.read(Optional.empty());

        assertThat(users.access().isOpen()).isTrue();
        assertThat(users.access().findOwner("metrobed-ingest")).contains("ingest");
        assertThat(users.access().findUser("ingest", "guessed")).isEmpty();
        assertThat(users.access().findUser("ingest", users.password().reveal())).contains("ingest");
    }
}
