package org.metrobed.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ExtensionsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    @Test
    void postgresTakesASchema() throws Exception {
        try (Connection connection =
                DriverManager.getConnection(POSTGRES.url(), POSTGRES.user(), POSTGRES.password())) {
            String schema = POSTGRES.newSchema();
            connection.createStatement().execute("CREATE SCHEMA " + schema);
            connection.setSchema(schema);
            assertThat(connection.getSchema()).isEqualTo(schema);
        }
    }

    @Test
    void kafkaTakesATopic() throws Exception {
        String topic = KAFKA.newPrefix() + "raw";
        KAFKA.createTopic(topic, 3, Map.of("cleanup.policy", "compact"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).contains(topic);
        }
    }

    @Test
    void mqttListens() throws Exception {
        URI address = URI.create(MQTT.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
