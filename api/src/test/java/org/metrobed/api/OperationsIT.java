package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.model.Severity;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawParts;
import org.metrobed.topics.Topics;

/** Resources for operators: dead letters and redrives, gateways, alerts of Metrobed itself, metrics. */
class OperationsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String INGEST = "metrobed/pipeline/ingest";
    private static final String PAYLOAD = "{\"broken\": \u00e4";

    private static ApiFixture api;
    private static long first;

    /**
     * Messages 1 and 2 are refused at offset 0 of partition 0 and at the next one; message 2 was redriven once without
     * success and then settled.
     */
    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        first = receive(0, "m\u00fcll/\r\nx: y");
        receive(0, "metrobed/v1/city/gw/station/up");
        receive(1, "gone");
        api.append(
                RowWriters.deadLetters(),
                List.of(
                        letter(0, 0, "decode", DeadLetter.Reason.MALFORMED, "native-json/1", 0),
                        letter(0, 1, "locate", DeadLetter.Reason.UNIT_MISMATCH, "senml-json/1", 0),
                        letter(0, 1, "locate", DeadLetter.Reason.UNKNOWN_DATASTREAM, "senml-json/1", 5),
                        letter(1, 0, "decode", DeadLetter.Reason.EMPTY, "", 0)));
        api.append(RowWriters.redrives(), List.of(redrive(5, false), redrive(6, true)));
        api.append(
                RowWriters.liveness(),
                List.of(
                        heard(Liveness.Kind.GATEWAY, "city/gw", 60, Liveness.Status.OFFLINE),
                        heard(Liveness.Kind.GATEWAY, "city/quiet", 0, Liveness.Status.UNKNOWN),
                        heard(Liveness.Kind.GATEWAY, "town/gw", 60, Liveness.Status.ONLINE),
                        heard(Liveness.Kind.THING, "city/station", 30, Liveness.Status.UNKNOWN)));
        api.append(
                RowWriters.alertEvents(),
                List.of(silence("silence-1"), Seeds.event("high-1", 0, AlertEvent.Kind.OPENED, 1, 2)));
        api.append(RowWriters.observations(), Seeds.observations());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state=open | 0-0--1 1-0--1",
                "state=settled | 0-1--1",
                "reason=unknown-datastream | 0-1--1",
                "reason=unit-mismatch |",
                "stage=decode | 0-0--1 1-0--1",
                "decoder=senml-json | 0-1--1",
                "decoder=native-json/2 |",
                "topic=metrobed/%2B/city/%23 | 0-0--1 0-1--1 1-0--1",
                "topic=metrobed/v1/ci | 0-0--1 0-1--1 1-0--1",
                "topic=other | ",
            })
    void deadLettersAreChosen(String query, String ids) throws Exception {
        assertThat(texts(api.json("/api/v1/deadletters?" + query), "id"))
                .containsExactlyInAnyOrderElementsOf(ids == null ? List.of() : List.of(ids.split(" ")));
    }

    @Test
    void deadLetterTellsWhatHappenedToIt() throws Exception {
        JsonNode one = api.json("/api/v1/deadletters/0-1--1");
        assertThat(one.at("/letter/state").asText()).isEqualTo("settled");
        assertThat(one.at("/letter/attempt").asLong()).isEqualTo(5);
        assertThat(texts(one.get("attempts"), "reason")).containsExactly("unit-mismatch", "unknown-datastream");
        assertThat(texts(one.get("redrives"), "settled")).containsExactly("false", "true");
        assertThat(one.at("/redrives/1/readings").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/deadletters/9-9-9 | 404 | no dead letter 9-9-9",
                "/api/v1/deadletters/x | 400 | partition-offset-index",
                "/api/v1/deadletters/0-1-x/payload | 400 | partition-offset-index",
                "/api/v1/deadletters/9-9-9/payload | 404 | no dead letter 9-9-9",
                "/api/v1/deadletters?topic=a%23 | 400 | level 1 of topic",
                "/api/v1/deadletters?state=shut | 400 | one of open, settled",
                "/api/v1/gateways/city/nobody | 404 | No gateway city/nobody",
                "/api/v1/gateways?status=lost | 400 | one of unknown, online, offline",
            })
    void whatIsAskedWronglyIsAProblem(String path, int status, String detail) throws Exception {
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(detail);
    }

    @Test
    void payloadComesAsItWasReceived() throws Exception {
        HttpResponse<byte[]> response = api.getBytes("/api/v1/deadletters/0-" + first + "--1/payload");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(payload());
        Map<String, List<String>> headers = response.headers().map();
        assertThat(headers)
                .containsEntry("content-type", List.of("application/octet-stream"))
                .containsEntry("metrobed-mqtt-topic", List.of("m%C3%BCll/%0D%0Ax:%20y"))
                .containsEntry("metrobed-received-time", List.of("2026-05-01T12:00:07.000Z"))
                .containsEntry("metrobed-sha256", List.of(HexFormat.of().formatHex(RawParts.sha256(payload()))))
                .containsEntry("metrobed-kind", List.of("message"))
                .containsEntry("metrobed-content-type", List.of("application/json"))
                .doesNotContainKey("x");
        assertThat(headers.get("content-disposition").get(0)).startsWith("attachment");
    }

    @Test
    void payloadThatRetentionTookIsGone() throws Exception {
        assertThat(api.get("/api/v1/deadletters/1-0--1/payload").statusCode()).isEqualTo(200);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            TopicPartition place = new TopicPartition(topics().raw().name(), 1);
            admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }
        api.restart();
        HttpResponse<String> response = api.get("/api/v1/deadletters/1-0--1/payload");
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("urn:metrobed:problem:gone");
    }

    @Test
    void redriveNeedsTheTokenAndTellsWhatItDid() throws Exception {
        String body = "{\"reason\": [\"malformed\"], \"topic\": \"metrobed/#\", \"dryRun\": true}";
        assertThat(api.post("/api/v1/redrives", body, "").statusCode()).isEqualTo(401);
        assertThat(api.post("/api/v1/redrives", body, "guessed").statusCode()).isEqualTo(401);

        HttpResponse<String> dry = api.post("/api/v1/redrives", body, ApiFixture.TOKEN);
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(202);
        assertThat(ApiFixture.parse(dry.body()).get("appended").asInt()).isEqualTo(1);
        assertThat(ApiFixture.parse(dry.body()).get("id").isNull()).isTrue();
        assertThat(countRaw()).isEqualTo(2);

        JsonNode done = ApiFixture.parse(api.post("/api/v1/redrives", body.replace("true", "false"), ApiFixture.TOKEN)
                .body());
        assertThat(done.get("letters").asInt()).isEqualTo(1);
        assertThat(done.get("appended").asInt()).isEqualTo(1);
        assertThat(done.get("id").asText()).isNotBlank();
        assertThat(countRaw()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"reason\": [\"bored\"]} | field 'reason' that 'bored' is not a dead-letter reason",
                "{\"limit\": 100001} | field 'limit' that must be within [1,100000]",
                "{\"datetime\": \"yesterday\"} | field 'datetime'",
                "{\"topic\": \"a#\"} | field 'topic'",
                "{\"topics\": []} | has the field 'topics'",
                "[] | must be a JSON object",
            })
    void orderThatIsWrongIsAProblem(String body, String rule) throws Exception {
        HttpResponse<String> response = api.post("/api/v1/redrives", body, ApiFixture.TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(ApiFixture.parse(response.body()).get("detail").asText()).contains(rule);
    }

    @Test
    void documentTellsThatWritesNeedTheToken() throws Exception {
        JsonNode document = api.json("/openapi.json");
        JsonNode post = document.at("/paths/~1api~1v1~1redrives/post");
        assertThat(post.at("/security/0").has("operator")).isTrue();
        assertThat(post.at("/requestBody/content/application~1json/schema/$ref").asText())
                .isEqualTo("#/components/schemas/RedriveRequest");
        assertThat(document.at("/components/schemas/RedriveRequest").has("required"))
                .isFalse();
        assertThat(document.at("/components/securitySchemes/operator/scheme").asText())
                .isEqualTo("bearer");
        assertThat(post.at("/responses").has("202")).isTrue();
    }

    @Test
    void gatewaysTellWhetherTheyAreThere() throws Exception {
        JsonNode all = api.json("/api/v1/gateways");
        assertThat(texts(all, "id")).containsExactly("city/gw", "city/quiet", "town/gw");
        assertThat(all.get("asOf").asText()).startsWith("2026-05-01T12:20");
        JsonNode one = all.at("/items/0");
        assertThat(one.get("status").asText()).isEqualTo("offline");
        assertThat(one.get("statusSince").asText()).isEqualTo("2026-05-01T12:00:59.000Z");
        assertThat(one.get("lastHeard").asText()).isEqualTo("2026-05-01T12:01:00.000Z");
        assertThat(one.get("ageSeconds").asDouble()).isEqualTo(19 * 60);
        assertThat(one.get("clockSkewMillis").asLong()).isEqualTo(-250);
        assertThat(one.get("things").asInt()).isEqualTo(1);
        assertThat(all.at("/items/1/statusSince").isNull()).isTrue();
        assertThat(all.at("/items/1/clockSkewMillis").isNull()).isTrue();
        assertThat(all.at("/items/1/phenomenonTime").isNull()).isTrue();
        assertThat(texts(api.json("/api/v1/gateways?testbed=city&status=offline"), "id"))
                .containsExactly("city/gw");
        JsonNode page = api.json("/api/v1/gateways?limit=2");
        assertThat(texts(api.json(page.get("next").asText()), "id")).containsExactly("town/gw");
        assertThat(api.get("/api/v1/gateways?f=csv").body())
                .startsWith("id,testbed,status,statusSince,lastHeard,ageSeconds,");
    }

    @Test
    void gatewayShowsTheThingsBehindIt() throws Exception {
        JsonNode one = api.json("/api/v1/gateways/city/gw");
        assertThat(one.at("/gateway/id").asText()).isEqualTo("city/gw");
        assertThat(texts(one.get("things"), "id")).containsExactly("city/station");
        assertThat(one.at("/things/0/ageSeconds").asDouble()).isEqualTo(19 * 60 + 30);
    }

    @Test
    void thingsTellWhenTheyWereHeard() throws Exception {
        JsonNode items = api.json("/api/v1/things").get("items");
        JsonNode station = items.get(2);
        assertThat(station.get("lastHeard").asText()).isEqualTo("2026-05-01T12:00:30.000Z");
        assertThat(station.get("gateway").asText()).isEqualTo("city/gw");
        assertThat(station.get("clockSkewMillis").asLong()).isEqualTo(-250);
        assertThat(items.get(0).get("lastHeard").isNull()).isTrue();
        assertThat(items.get(0).get("clockSkewMillis").isNull()).isTrue();
        assertThat(api.get("/api/v1/things?f=csv").body())
                .contains("lastHeard,gateway,clockSkewMillis")
                .contains("2026-05-01T12:00:30.000Z,city/gw,-250");
    }

    @Test
    void thingsOfLogTimeDoNotTellWhatWasHeardLater() throws Exception {
        JsonNode station = api.json("/api/v1/things?as_of=2026-05-01T12:00:10Z").at("/items/2");
        assertThat(station.get("id").asText()).isEqualTo("city/station");
        assertThat(station.get("lastHeard").isNull()).isTrue();
        assertThat(station.get("gateway").isNull()).isTrue();
        assertThat(station.get("clockSkewMillis").isNull()).isTrue();
        HttpResponse<String> later = api.get("/api/v1/things?as_of=2030-01-01T00:00:00Z");
        assertThat(later.statusCode()).isEqualTo(400);
        assertThat(later.body()).contains("as_of", "the newest log time that can be shown");
    }

    @Test
    void alertOfThePipelineConcernsEveryTestbed() throws Exception {
        JsonNode all = api.json("/api/v1/alerts");
        assertThat(texts(all, "id")).containsExactlyInAnyOrder("silence-1", "high-1");
        JsonNode silence = api.json("/api/v1/alerts?datastream=" + INGEST).at("/items/0");
        assertThat(silence.get("name").asText()).isEqualTo("Ingest");
        assertThat(silence.get("unit").isNull()).isTrue();
        assertThat(texts(api.json("/api/v1/alerts?testbed=city"), "id")).contains("silence-1", "high-1");
        assertThat(texts(api.json("/api/v1/alerts?testbed=metrobed&state=open"), "id"))
                .containsExactly("silence-1");
        assertThat(texts(api.json("/api/v1/alerts?thing=city/station"), "id")).containsExactly("high-1");
        assertThat(texts(api.json("/api/v1/alerts?family=air"), "id")).containsExactly("high-1");
        assertThat(all.at("/items").findValuesAsText("name")).contains("Fine particles");
    }

    @Test
    void streamShowsTheAlertOfThePipelineToEveryTestbed() throws Exception {
        Eventually.await(
                "the topics to be followed",
                LIMIT,
                () -> part(1).get("status").asText().equals("up"));
        try (EventClient client = EventClient.open(api, "/api/v1/stream?testbed=metrobed", null)) {
            JsonNode snapshot = ApiFixture.parse(client.await("snapshot", LIMIT).data());
            assertThat(texts(snapshot.get("alerts"), "id")).containsExactly("silence-1");
            AlertEvent later = silence("silence-2");
            RawProducer.send(
                    KAFKA.bootstrapServers(),
                    new ProducerRecord<>(
                            topics().alerts().name(),
                            RawHeaders.text(INGEST),
                            topics().alerts().codec().encode(later)));
            JsonNode alert =
                    ApiFixture.parse(client.await("alert", "silence-2", LIMIT).data());
            assertThat(alert.get("name").asText()).isEqualTo("Ingest");
        }
    }

    @Test
    void healthTellsWhetherIngestIsHeard() throws Exception {
        assertThat(part(4).get("name").asText()).isEqualTo("ingest");
        RawProducer.send(
                KAFKA.bootstrapServers(),
                new ProducerRecord<>(
                        topics().catalog().name(),
                        RawHeaders.text(Heartbeat.KEY),
                        topics().catalog().codec().encode(new Heartbeat("ingest-1", Times.NOON_MILLIS, 0))));
        JsonNode ingest = Eventually.get(
                "ingest to be heard",
                LIMIT,
                () -> part(4),
                part -> part.get("status").asText().equals("up"));
        assertThat(ingest.get("ageSeconds").asDouble()).isLessThan(60);
    }

    @Test
    void metricsTellOfDeadLettersGatewaysAlertsAndTheLog() throws Exception {
        assertThat(api.get("/metrics").body())
                .contains("metrobed_dead_letters{reason=\"unknown-datastream\",stage=\"locate\",state=\"settled\"} 1.0")
                .contains("metrobed_dead_letters{reason=\"malformed\",stage=\"decode\",state=\"open\"} 1.0")
                .contains("metrobed_gateways{status=\"offline\"} 1.0")
                .contains("metrobed_gateways{status=\"online\"} 1.0")
                .contains("metrobed_alerts_open{severity=\"critical\"} 1.0")
                .contains("metrobed_alerts_open{severity=\"info\"} 0.0")
                .containsPattern("(?m)^metrobed_raw_lag_seconds \\d");
    }

    private static JsonNode part(int index) {
        try {
            return api.health().at("/parts/" + index);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int countRaw() {
        return RawProducer.list(KAFKA.bootstrapServers(), topics().raw().name(), 0)
                .size();
    }

    private static Topics topics() {
        return api.config().topics();
    }

    private static long receive(int partition, String mqttTopic) throws Exception {
        return RawProducer.send(
                KAFKA.bootstrapServers(),
                RawProducer.message(topics().raw().name(), partition, Times.NOON_MILLIS + 7_000, mqttTopic, payload()));
    }

    private static byte[] payload() {
        return PAYLOAD.getBytes(StandardCharsets.UTF_8);
    }

    private static DeadLetter letter(
            int partition, long offset, String stage, DeadLetter.Reason reason, String decoder, long attempt) {
        return DeadLetterBuilder.builder()
                .raw(new RawPosition(partition, offset, RawPosition.WHOLE_MESSAGE))
                .stage(stage)
                .reason(reason)
                .detail("it is broken")
                .topic("metrobed/v1/city/gw/station/up")
                .decoder(decoder)
                .receivedMillis(Times.NOON_MILLIS + 7_000)
                .payloadBytes(PAYLOAD.length())
                .payloadHead(PAYLOAD)
                .attempt(attempt)
                .build();
    }

    private static Redrive redrive(long attempt, boolean settled) {
        return new Redrive(
                new RawPosition(0, 1, RawPosition.WHOLE_MESSAGE),
                attempt,
                settled,
                settled ? 3 : 0,
                Times.NOON_MILLIS + attempt * 1_000,
                "senml-json/1",
                1);
    }

    /**
     * A liveness row: last heard this number of seconds after noon, with a status from a second before. Second 0 has
     * neither times nor samples.
     */
    private static Liveness heard(Liveness.Kind kind, String id, int second, Liveness.Status status) {
        long millis = Times.NOON_MILLIS + second * 1_000L;
        return LivenessBuilder.builder()
                .kind(kind)
                .id(id)
                .gateway(kind == Liveness.Kind.THING ? "city/gw" : "")
                .heardMillis(millis)
                .phenomenonMicros(second == 0 ? Long.MIN_VALUE : millis * 1_000)
                .status(status)
                .statusMillis(status == Liveness.Status.UNKNOWN ? 0 : millis - 1_000)
                .skewMillis(second == 0 ? 0 : -250)
                .skewSamples(second == 0 ? 0 : 9)
                .build();
    }

    private static AlertEvent silence(String id) {
        return AlertEventBuilder.builder()
                .alertId(id)
                .kind(AlertEvent.Kind.OPENED)
                .datastream(INGEST)
                .detector("silence")
                .severity(Severity.CRITICAL)
                .onsetMicros(Times.NOON_MICROS)
                .atMicros(Times.NOON_MICROS)
                .recordedMillis(Times.NOON_MILLIS)
                .observed(Double.NaN)
                .peak(Double.NaN)
                .expectedLow(Double.NaN)
                .expectedHigh(Double.NaN)
                .message("No data is coming in")
                .finding(Finding.THRESHOLD)
                .build();
    }

    private static List<String> texts(JsonNode answer, String field) {
        JsonNode items = answer.isArray() ? answer : answer.get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }
}
