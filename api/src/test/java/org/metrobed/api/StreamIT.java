package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.window.Summary;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Topic;

/** The live stream on real topics. */
class StreamIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
        awaitStream();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void clientGetsSnapshotThenDeltas() throws Exception {
        try (EventClient client = EventClient.open(api, "/api/v1/stream?testbed=city", null)) {
            EventClient.Event snapshot = client.await("snapshot", LIMIT);
            JsonNode data = ApiFixture.parse(snapshot.data());
            assertThat(data.get("alerts")).hasSize(1);
            assertThat(data.get("latest")).hasSize(3);
            assertThat(data.get("asOf").asText()).startsWith("2026-05-01T12:");
            assertThat(snapshot.id()).isNotBlank();

            sendWindow("city/station/pm25", 30, 17);
            sendWindow("elsewhere/station/pm25", 30, 18);
            sendAlert("episode-3");

            JsonNode window = ApiFixture.parse(
                    client.await("window", "city/station/pm25", LIMIT).data());
            assertThat(window.get("mean").asDouble()).isEqualTo(17);
            JsonNode alert =
                    ApiFixture.parse(client.await("alert", "episode-3", LIMIT).data());
            assertThat(alert.get("state").asText()).isEqualTo("open");
            assertThat(client.await("tick", LIMIT).data()).contains("asOf");
        }
    }

    @Test
    void clientThatComesBackGetsWhatItMissed() throws Exception {
        String last;
        try (EventClient client = EventClient.open(api, "/api/v1/stream", null)) {
            String snapshot = client.await("snapshot", LIMIT).id();
            sendWindow("city/park/pm25", 31, 1);
            last = client.await("window", "\"mean\":1.0", LIMIT).id();
            assertThat(last).isNotEqualTo(snapshot);
        }
        sendWindow("city/park/pm25", 32, 2);
        try (EventClient client = EventClient.open(api, "/api/v1/stream", last)) {
            JsonNode window = ApiFixture.parse(client.await("window", LIMIT).data());
            assertThat(window.get("mean").asDouble()).isEqualTo(2);
            assertThat(client.seen()).contains("window").doesNotContain("snapshot", "reset");
        }
    }

    @Test
    void clientThatComesBackAfterARestartOfTheApiGoesOnWhereItLeft() throws Exception {
        String last;
        try (EventClient client = EventClient.open(api, "/api/v1/stream", null)) {
            client.await("snapshot", LIMIT);
            sendWindow("city/park/pm25", 33, 3);
            last = client.await("window", "\"mean\":3.0", LIMIT).id();
        }
        api.restart();
        sendWindow("city/park/pm25", 34, 4);
        awaitStream();
        try (EventClient client = EventClient.open(api, "/api/v1/stream", last)) {
            JsonNode window = ApiFixture.parse(client.await("window", LIMIT).data());
            assertThat(window.get("mean").asDouble()).isEqualTo(4);
            assertThat(client.seen()).doesNotContain("snapshot", "reset");
        }
    }

    @Test
    void firstClientGetsWhatWasPublishedBeforeItCame() throws Exception {
        api.restart();
        sendWindow("city/park/pm25", 35, 5);
        awaitStream();
        try (EventClient client = EventClient.open(api, "/api/v1/stream", null)) {
            client.await("snapshot", LIMIT);
            client.await("window", "\"mean\":5.0", LIMIT);
        }
    }

    @Test
    void clientWhosePlaceIsNotKnownIsReset() throws Exception {
        try (EventClient client = EventClient.open(api, "/api/v1/stream", "a0-999.a1-0.w0-0.w1-0")) {
            client.await("reset", LIMIT);
            client.await("snapshot", LIMIT);
        }
    }

    @Test
    void tooManyClientsAreToldToComeLater() throws Exception {
        List<EventClient> clients = List.of(open(), open(), open(), open());
        try {
            assertThat(api.get("/api/v1/stream").statusCode()).isEqualTo(503);
        } finally {
            clients.forEach(EventClient::close);
        }
        awaitStream();
    }

    private static EventClient open() throws Exception {
        Eventually.await("a place in the stream", LIMIT, () -> gauge("metrobed_api_stream_clients") < 4);
        EventClient client = EventClient.open(api, "/api/v1/stream", null);
        client.await("snapshot", LIMIT);
        return client;
    }

    /** Waits until no client is connected and a new one would be accepted. */
    private static void awaitStream() {
        Eventually.await("the stream to be ready", LIMIT, () -> gauge("metrobed_api_stream_clients") == 0);
        Eventually.await("the topics to be followed", LIMIT, () -> {
            try {
                return api.health().at("/parts/1/status").asText().equals("up");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static double gauge(String name) {
        try {
            return api.get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void sendWindow(String datastream, int minute, double value) throws Exception {
        Instant start = Times.NOON.plus(Duration.ofMinutes(minute));
        Summary summary = Seeds.summary(start, value);
        send(
                api.config().topics().windows(),
                Seeds.window(datastream, start, 0, summary, Summary.EMPTY, 0, start.plusSeconds(90)));
    }

    private static void sendAlert(String id) throws Exception {
        send(api.config().topics().alerts(), Seeds.event(id, 0, AlertEvent.Kind.OPENED, 30, 31));
    }

    private static <T> void send(Topic<T> topic, T value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic.name(),
                            topic.key().apply(value),
                            topic.codec().encode(value)))
                    .get();
        }
    }
}
