package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.annotation.AnnotationWait;
import org.metrobed.api.annotation.Recomputer;
import org.metrobed.api.annotation.RevisionTopics;
import org.metrobed.api.log.Consumers;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.Databases;
import org.metrobed.store.RowWriters;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowReader;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Topic;

/** Annotations from the request to the resulting rows. */
class AnnotationIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String BRIDGE = "city/bridge/strain";
    private static final String BODY = "{\"datastream\": \"city/bridge/strain\","
            + " \"datetime\": \"2026-05-01T12:00:00Z/PT2M\", \"kind\": \"offset\", \"value\": 100,"
            + " \"reason\": \"zero drift\", \"author\": \"ada\"}";
    private static final String WHO = "{\"reason\": \"it was right\", \"author\": \"bob\"}";

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void annotationIsAppliedShownPublishedAndUndone() throws Exception {
        fill();
        JsonNode made = post("/api/v1/annotations", BODY, 202);
        String id = made.get("id").asText();
        assertThat(made.get("state").asText()).isEqualTo("pending");
        assertThat(made.get("holdsFrom").asText()).isEqualTo("2026-05-01T12:21:00.000Z");

        api.advance(Duration.ofSeconds(70));
        applied(id);
        assertThat(mean(Long.MAX_VALUE)).isEqualTo(100 + 2.5);
        assertThat(mean(ApiFixture.AS_OF_MILLIS)).as("as it was known before").isEqualTo(2.5);
        JsonNode reading = api.json("/api/v1/observations?datastream=" + BRIDGE + "&limit=1")
                .at("/items/0");
        assertThat(reading.get("result").asDouble()).isEqualTo(100);
        assertThat(reading.get("cause").asText()).isEqualTo("correction");
        assertThat(reading.at("/marks/0").asText()).isEqualTo("corrected");
        assertThat(published(api.config().topics().observations()))
                .hasSize(12)
                .allSatisfy(row -> assertThat(row.cause()).isEqualTo(Observation.Cause.CORRECTION));
        assertThat(published(api.config().topics().windows())).hasSize(2).allMatch(WindowRevision::replaces);

        assertThat(api.json("/api/v1/annotations?datastream=" + BRIDGE)
                        .at("/items/0/author")
                        .asText())
                .isEqualTo("ada");
        post("/api/v1/annotations/" + id + "/undo", WHO, 202);
        assertThat(post("/api/v1/annotations/" + id + "/undo", WHO, 409)
                        .get("detail")
                        .asText())
                .contains("undone already");
        api.advance(Duration.ofSeconds(70));
        applied(id);
        assertThat(mean(Long.MAX_VALUE)).isEqualTo(2.5);
        JsonNode after = api.json("/api/v1/annotations/" + id);
        assertThat(after.get("undoneAuthor").asText()).isEqualTo("bob");
        assertThat(after.get("heldUntil").asText()).isEqualTo("2026-05-01T12:22:00.000Z");
    }

    @Test
    void whatWasAcceptedIsAppliedByTheNextApi() throws Exception {
        fill();
        String id = post("/api/v1/annotations", BODY, 202).get("id").asText();
        api.restart();
        api.advance(Duration.ofSeconds(70));
        applied(id);
        assertThat(mean(Long.MAX_VALUE)).isEqualTo(102.5);
    }

    @Test
    void twoThatWorkAtOnceWriteEachRowOnce() throws Exception {
        fill();
        try (HikariDataSource pool = Databases.pool(api.config().database(), 2);
                Recomputer other = new Recomputer(
                        api.config().database(),
                        pool,
                        api.catalog(),
                        new RevisionTopics(
                                KAFKA.bootstrapServers(), api.config().topics()),
                        InstantSource.system())) {
            other.start();
            String id = post("/api/v1/annotations", BODY, 202).get("id").asText();
            api.advance(Duration.ofSeconds(70));
            assertThat(new AnnotationWait(pool)
                            .await(
                                    id,
                                    Duration.ofSeconds(60),
                                    (done, total) -> assertThat(done).isBetween(0L, total))
                            .isApplied())
                    .isTrue();
            assertThat(new WindowReader(pool, SettingsSource.NONE)
                            .listRevisions(BRIDGE, Times.NOON_MICROS, Times.NOON_MICROS + 1))
                    .hasSize(2);
            assertThat(mean(Long.MAX_VALUE)).isEqualTo(102.5);
        }
    }

    @Test
    void dayThatFailsStopsNoOtherDayNorAnswersOfOtherTestbedsIsToldAndIsTriedAgain() throws Exception {
        fill();
        byte[] right = quantiles(new byte[] {1, 2, 3});
        String failing = post("/api/v1/annotations", BODY, 202).get("id").asText();
        String other = post("/api/v1/annotations", BODY.replace("bridge/strain", "station/pm25"), 202)
                .get("id")
                .asText();
        api.advance(Duration.ofSeconds(70));
        applied(other);
        assertThat(isApplied(failing)).isFalse();
        assertThat(api.get("/metrics").body()).contains("metrobed_corrections_failing 1.0");
        JsonNode part = api.health().at("/parts/5");
        assertThat(part.get("status").asText()).isEqualTo("behind");
        assertThat(part.get("detail").asText())
                .startsWith("fail for 1 days of datastreams, the first is 2026-05-01 of city/bridge/strain: ");

        Instant city = Times.NOON.plusSeconds(21 * 60).minusMillis(1);
        Instant newest = Times.NOON.plusSeconds(21 * 60 + 10);
        assertThat(asOf("/api/v1/latest")).isEqualTo(city);
        assertThat(asOf("/api/v1/latest?testbed=city,metrobed")).isEqualTo(city);
        assertThat(asOf("/api/v1/observations?thing=city/bridge")).isEqualTo(city);
        assertThat(asOf("/api/v1/windows?datastream=" + BRIDGE)).isEqualTo(city);
        for (String list : List.of("latest", "observations", "windows", "gaps", "conflicts", "alerts")) {
            assertThat(asOf("/api/v1/" + list + "?testbed=metrobed"))
                    .as("%s of another test-bed", list)
                    .isEqualTo(newest);
        }
        assertThat(asOf("/api/v1/alerts")).as("has no corrections").isEqualTo(newest);
        assertThat(api.get("/api/v1/latest?testbed=city&as_of=" + newest).statusCode())
                .isEqualTo(400);

        quantiles(right);
        applied(failing);
        assertThat(asOf("/api/v1/latest?testbed=city")).isEqualTo(newest);
        assertThat(mean(Long.MAX_VALUE)).isEqualTo(102.5);
        assertThat(api.health().at("/parts/5/status").asText()).isEqualTo("up");
    }

    private Instant asOf(String path) throws Exception {
        return Instant.parse(api.json(path).get("asOf").asText());
    }

    /** Replaces the stored distribution of the first window; returns the one before. */
    private byte[] quantiles(byte[] bytes) throws SQLException {
        try (Connection connection = Databases.connect(api.config().database());
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "select good_quantiles from window_revision where window_start = '2026-05-01T12:00:00Z'");
                PreparedStatement update = connection.prepareStatement(
                        "update window_revision set good_quantiles = ? where window_start = '2026-05-01T12:00:00Z'")) {
            assertThat(row.next()).isTrue();
            update.setBytes(1, bytes);
            assertThat(update.executeUpdate()).isEqualTo(1);
            return row.getBytes(1);
        }
    }

    @Test
    void recomputeIsOrderedAndFollowed() throws Exception {
        fill();
        String body = "{\"datastream\": \"city/bridge/strain\", \"datetime\": \"2026-05-01T12:00:00Z/PT2M\","
                + " \"reason\": \"check\", \"author\": \"ada\"}";
        JsonNode order = post("/api/v1/recomputes", body, 202);
        assertThat(order.get("kind").asText()).isEqualTo("recompute");
        api.advance(Duration.ofSeconds(70));
        applied(order.get("id").asText());
        assertThat(api.json("/api/v1/annotations").get("items")).isEmpty();
        assertThat(post("/api/v1/annotations/" + order.get("id").asText() + "/undo", WHO, 409)
                        .get("detail")
                        .asText())
                .contains("cannot be undone");
    }

    @Test
    void whatIsAskedWronglyIsAProblemThatNamesIt() throws Exception {
        assertThat(post("/api/v1/annotations", BODY, 503).get("detail").asText())
                .contains("has not written anything yet");
        fill();
        assertThat(api.post("/api/v1/annotations", BODY, "").statusCode()).isEqualTo(401);
        assertThat(post("/api/v1/annotations", BODY.replace("100", "null"), 400)
                        .get("detail")
                        .asText())
                .contains("field 'value'");
        assertThat(post("/api/v1/annotations", BODY.replace("strain", "noise"), 400)
                        .get("detail")
                        .asText())
                .contains("field 'datastream'");
        assertThat(post("/api/v1/annotations/nobody/undo", WHO, 404)
                        .get("detail")
                        .asText())
                .contains("nobody");
        assertThat(post("/api/v1/annotations/nobody/undo", "{\"author\": \"a\"}", 400)
                        .get("detail")
                        .asText())
                .contains("field 'reason'");
        assertThat(api.get("/api/v1/annotations/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void listIsPaged() throws Exception {
        fill();
        for (int i = 0; i < 3; i++) {
            post("/api/v1/annotations", BODY.replace("drift", "drift " + i), 202);
        }
        JsonNode first = api.json("/api/v1/annotations?limit=2");
        assertThat(first.at("/items/0/reason").asText()).isEqualTo("zero drift 2");
        JsonNode second = api.json(first.get("next").asText());
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
    }

    /** Stores the bridge's readings of 12:00 and 12:01, ten seconds apart, with their windows. */
    private void fill() throws Exception {
        List<Observation> rows = Seeds.observations().stream()
                .filter(row -> row.datastream().equals(BRIDGE))
                .limit(12)
                .toList();
        List<WindowRevision> windows = new ArrayList<>();
        for (int minute = 0; minute < 2; minute++) {
            WindowAccumulator sum = new WindowAccumulator(Times.NOON_MICROS + minute * 60_000_000L);
            rows.subList(minute * 6, minute * 6 + 6).forEach(row -> sum.add(row, ReadingKind.of(Statistic.MEAN)));
            windows.add(window(sum, Times.NOON_MILLIS + minute * 60_000L + 62_000));
        }
        api.append(RowWriters.observations(), rows);
        api.append(RowWriters.windows(), windows);
    }

    private JsonNode post(String path, String body, int status) throws Exception {
        HttpResponse<String> response = api.post(path, body, ApiFixture.TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return ApiFixture.parse(response.body());
    }

    private void applied(String id) {
        Eventually.await("the annotation", Duration.ofSeconds(60), () -> isApplied(id));
    }

    private boolean isApplied(String id) {
        try {
            return api.json("/api/v1/annotations/" + id).get("state").asText().equals("applied");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The mean of the window of 12:00. */
    private double mean(long asOfMillis) throws SQLException {
        try (HikariDataSource pool = Databases.pool(api.config().database(), 1)) {
            return WindowRevision.fold(new WindowReader(pool, SettingsSource.NONE)
                            .listRevisions(BRIDGE, Times.NOON_MICROS, Times.NOON_MICROS + 1).stream()
                                    .filter(window -> window.recordedMillis() <= asOfMillis)
                                    .toList())
                    .good()
                    .mean();
        }
    }

    private <T> List<T> published(Topic<T> topic) {
        List<T> rows = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = Consumers.fromEarliest(KAFKA.bootstrapServers())) {
            consumer.assign(List.of(new TopicPartition(topic.name(), 0), new TopicPartition(topic.name(), 1)));
            Eventually.await("rows of " + topic.name(), Duration.ofSeconds(60), () -> {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(Duration.ofMillis(200))) {
                    rows.add(topic.codec().decode(row.value()));
                }
                return !rows.isEmpty();
            });
        }
        return rows;
    }

    private static WindowRevision window(WindowAccumulator sum, long recordedMillis) {
        WindowContent content = sum.content();
        return WindowRevisionBuilder.builder()
                .datastream(BRIDGE)
                .sizeMillis(60_000)
                .startMicros(sum.startMicros())
                .recordedMillis(recordedMillis)
                .intervalMillis(10_000)
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .catalogVersion(content.catalogVersion())
                .build();
    }
}
