package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

final class HealthIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void readOnlyDatabaseIsToldWithStatus503AndItsReason() throws Exception {
        setReadOnly(true);
        try {
            Eventually.await("the obstacle", LIMIT, () -> database("down"));
            HttpResponse<String> health = api.get("/health");
            assertThat(health.statusCode()).isEqualTo(503);
            JsonNode told = ApiFixture.parse(health.body());
            assertThat(told.get("status").asText()).isEqualTo("down");
            assertThat(told.at("/reasons/0").asText())
                    .isEqualTo("database: is read-only (default_transaction_read_only); readings wait in Kafka");
            assertThat(api.get("/readyz").statusCode())
                    .as("the API answers all the same")
                    .isEqualTo(200);
        } finally {
            setReadOnly(false);
        }
        Eventually.await("the end of the obstacle", LIMIT, () -> database("up"));
    }

    @Test
    void processIsLiveAndReadyWhateverThePipelineDoes() throws Exception {
        assertThat(api.get("/livez").body()).isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
        assertThat(api.get("/readyz").body()).isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
    }

    @Test
    void requestForAHostOfElsewhereIsRefused() throws Exception {
        assertThat(answerTo("evil.example")).startsWith("HTTP/1.1 421 ").contains("METROBED_HTTP_NAMES");
        assertThat(answerTo("localhost")).startsWith("HTTP/1.1 200 ");
    }

    private static String answerTo(String host) throws IOException {
        URI address = api.uri("/livez");
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET /livez HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean database(String status) {
        try {
            return api.health().at("/parts/0/status").asText().equals(status);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void setReadOnly(boolean readOnly) throws SQLException {
        try (Connection connection = DriverManager.getConnection(POSTGRES.url(), POSTGRES.user(), POSTGRES.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set default_transaction_read_only = " + (readOnly ? "on" : "off"));
            statement.execute("select pg_reload_conf()");
        }
    }
}
