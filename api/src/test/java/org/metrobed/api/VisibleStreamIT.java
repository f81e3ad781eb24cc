package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.window.Summary;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Topic;

/** The live stream of readers who do not see everything. */
class VisibleStreamIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA, VisibleCity.bundles());
        VisibleCity.append(api);
        Eventually.await("the topics to be followed", LIMIT, () -> {
            try {
                return api.health().at("/parts/1/status").asText().equals("up");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void nobodyHearsOfWhatIsHidden() throws Exception {
        String last;
        try (EventClient anybody = EventClient.open(api, "/api/v1/stream", null);
                EventClient admin = EventClient.open(api, "/api/v1/stream", null, ApiFixture.TOKEN)) {
            EventClient.Event snapshot = anybody.await("snapshot", LIMIT);
            last = snapshot.id();
            assertOpen(snapshot.data());
            assertThat(admin.await("snapshot", LIMIT).data()).contains(VisibleCity.ALL);

            sendAll();
            for (String name : List.of("window", "alert")) {
                admin.await(name, "qqadmn", LIMIT);
                assertOpen(anybody.await(name, LIMIT).data());
            }
            api.post(
                    "/api/v1/alerts/alert-town-qqadmn-pole-pm25/actions",
                    "{\"action\": \"comment\", \"by\": \"qqadmn ann\", \"reason\": \"x\", \"version\": 0}",
                    200);
            api.post(
                    "/api/v1/alerts/child-town-qqopen-pole-pm25/actions",
                    "{\"action\": \"comment\", \"by\": \"bob\", \"reason\": \"x\", \"version\": 0}",
                    200);
            admin.await("handling", "qqadmn", LIMIT);
            assertOpen(anybody.await("handling", LIMIT).data());
            assertThat(anybody.seen()).filteredOn("window"::equals).hasSize(1);
        }
        try (EventClient back = EventClient.open(api, "/api/v1/stream", last)) {
            assertOpen(back.await("window", LIMIT).data());
            back.await("tick", LIMIT);
            assertThat(back.seen()).filteredOn("window"::equals).hasSize(1);
        }
    }

    private static void assertOpen(String data) {
        assertThat(data).contains("qqopen").doesNotContain("qqrsch", "qqoper", "qqadmn", "qqvault");
    }

    private static void sendAll() throws Exception {
        Instant start = Times.NOON.plus(Duration.ofMinutes(30));
        for (String mark : List.of("qqadmn", "qqrsch", "qqoper", "qqvault", "qqopen")) {
            String datastream = VisibleCity.thing(mark) + "/pm25";
            Summary summary = Seeds.summary(start, 7);
            send(
                    api.config().topics().windows(),
                    Seeds.window(datastream, start, 0, summary, Summary.EMPTY, 0, start.plusSeconds(90)));
            send(
                    api.config().topics().alerts(),
                    VisibleCity.alert("new-" + mark, datastream, "alert-town-qqadmn-pole-pm25"));
        }
    }

    private static <T> void send(Topic<T> topic, T value) throws Exception {
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
