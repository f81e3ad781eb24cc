package org.metrobed.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.access.PasswordFile;
import org.metrobed.access.PasswordHash;
import org.metrobed.config.Settings;
import org.metrobed.embedded.Ports;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.testkit.Certificates;

/** All of Metrobed in one process, with users, limits and TLS. */
final class UsersIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gatewaysEnterByPasswordAtEitherServer(boolean direct) throws Exception {
        Files.copy(Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl"), folder.resolve("acl"));
        PasswordFile.add(folder.resolve("passwords"), "gw-17", PasswordHash.of("secret", new SecureRandom()));
        Certificates.Pair pair = Certificates.create(folder).issue("broker", "ip:127.0.0.1");
        BrokerSettings broker = BrokerSettings.of(Settings.of(Map.of(
                        "METROBED_MQTT_ACCESS", folder.toString(),
                        "METROBED_MQTT_TLS_PORT", Integer.toString(Ports.choose(0)),
                        "METROBED_MQTT_TLS_CERTIFICATE", pair.certificate().toString(),
                        "METROBED_MQTT_TLS_KEY", pair.key().toString())))
                .withDirect(direct);
        RunOptions options = new RunOptions(folder.resolve("data"), Path.of("..", "bundles"), 0, 0, 0, 0, 1);
        try (Platform platform =
                Platform.start(options, broker, new Console(new PrintWriter(new StringWriter(), true)), () -> false)) {
            MqttClient gateway = connect(platform, "gw-17", "secret");
            gateway.publish("metrobed/v1/riverbend/gw-17/x/up", "{}".getBytes(StandardCharsets.UTF_8), 1, false);
            assertThat(gateway.isConnected()).isTrue();
            gateway.disconnect();
            gateway.close();
            assertThatThrownBy(() -> connect(platform, "gw-17", "guess")).isInstanceOf(MqttException.class);
            assertThatThrownBy(() -> connect(platform, "ingest", "")).isInstanceOf(MqttException.class);
        }
    }

    private static MqttClient connect(Platform platform, String user, String password) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        MqttClient client = new MqttClient(platform.mqttUrl(), "gateway", new MemoryPersistence());
        client.connect(options);
        return client;
    }
}
