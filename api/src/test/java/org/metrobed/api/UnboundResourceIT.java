package org.metrobed.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.topics.Topic;
import org.metrobed.topics.UnboundTopic;
import org.metrobed.topics.UnboundTopicBuilder;

/** What ingest reports of topics that no binding fits, for operators. */
class UnboundResourceIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    void operatorSeesThePatternItsLastPayloadAndABindingWithinFiveSeconds() throws Exception {
        report("ingest/1", "barn/w1/up", 3, "{\"temp\":21.5}");

        JsonNode item = Eventually.get("reported", SOON, () -> list("topic=barn%2F%23"), items -> items.size() == 1)
                .get(0);

        assertThat(item.path("pattern").asText()).isEqualTo("barn/w1/up");
        assertThat(item.path("messages").asInt()).isEqualTo(3);
        assertThat(item.path("payload").asText()).isEqualTo("{\"temp\":21.5}");
        assertThat(item.path("decoder").asText()).isEqualTo("json-pointer");
        assertThat(item.path("bundle").asText())
                .contains("standard: air-temperature")
                .contains("device: \"w1\"");
        assertThat(list("topic=barn%2F%23&standards=no&latitude=1.5&longitude=2.5")
                        .get(0)
                        .path("bundle")
                        .asText())
                .doesNotContain("standard:")
                .contains("lat: 1.5, lon: 2.5");
    }

    @Test
    void othersSeeNothingOfIt() throws Exception {
        assertThat(get("/api/v1/unbound", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/unbound.csv", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/unbound", "Bearer wrong").statusCode()).isEqualTo(401);
        HttpRequest posted = HttpRequest.newBuilder(api.uri("/api/v1/query"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"list\":\"unbound\"}"))
                .build();
        assertThat(HTTP.send(posted, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(get("/api/v1/unbound", "Bearer " + ApiFixture.TOKEN)
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void countsOfSeveralInstancesAreOne() throws Exception {
        report("ingest/1", "mill/+/up", 3, "1");
        report("ingest/2", "mill/+/up", 4, "2");

        JsonNode item = Eventually.get(
                        "both",
                        LIMIT,
                        () -> list("topic=mill%2F%2B%2Fup"),
                        items -> items.size() == 1
                                && items.get(0).path("messages").asInt() == 7)
                .get(0);
        assertThat(item.path("payload").asText()).isEqualTo("2");
    }

    @Test
    void patternThatIngestTakesAwayOrThatABindingFitsIsNotListed() throws Exception {
        report("ingest/1", "gone/x", 1, "1");
        report("ingest/1", "metrobed/v1/city/gw/station/up", 1, "{}");
        Eventually.await("there", LIMIT, () -> list("topic=gone%2Fx").size() == 1);

        send(UnboundTopic.key("ingest/1", "gone/x"), null);

        Eventually.await("gone", LIMIT, () -> list("topic=gone%2Fx").isEmpty());
        assertThat(list("topic=metrobed%2F%23")).isEmpty();
    }

    @Test
    void fieldsThatTheBindingIgnoresAreCountedInTheRawLog() throws Exception {
        byte[] payload = "{\"x-ignored\":{\"v\":1},\"pm25\":1}".getBytes(UTF_8);
        RawProducer.send(
                KAFKA.bootstrapServers(),
                RawProducer.message(
                        api.config().topics().raw().name(),
                        0,
                        System.currentTimeMillis(),
                        "metrobed/v1/city/gw/station/up",
                        payload));

        assertThat(get("/api/v1/ignored-fields", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/ignored-fields", "Bearer " + ApiFixture.TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrongParametersAreNamed() throws Exception {
        String token = "Bearer " + ApiFixture.TOKEN;
        assertThat(get("/api/v1/unbound?topic=" + URLEncoder.encode("a/#/b", UTF_8), token)
                        .body())
                .contains("is no MQTT topic filter");
        assertThat(get("/api/v1/unbound?latitude=91", token).body()).contains("latitude");
    }

    private static JsonNode list(String query) {
        try {
            HttpResponse<String> answer = get("/api/v1/unbound?" + query, "Bearer " + ApiFixture.TOKEN);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new ObjectMapper().readTree(answer.body()).path("items");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void report(String instance, String pattern, long messages, String payload) throws Exception {
        long now = System.currentTimeMillis();
        String topic = pattern.replace("+", "d1");
        UnboundTopic heard = UnboundTopicBuilder.builder()
                .instance(instance)
                .pattern(pattern)
                .messages(messages)
                .firstMillis(now - 1_000)
                .lastMillis(now)
                .bytes(messages * payload.length())
                .largestBytes(payload.length())
                .held(1)
                .samples(List.of(new UnboundTopic.Sample(
                        topic, ByteString.copyFromUtf8(payload), payload.length(), now, false, "")))
                .build();
        send(
                UnboundTopic.key(instance, pattern),
                api.config().topics().unbound().codec().encode(heard));
    }

    private static void send(String key, byte[] value) throws Exception {
        Topic<UnboundTopic> topic = api.config().topics().unbound();
        RawProducer.send(KAFKA.bootstrapServers(), new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value));
    }
}
