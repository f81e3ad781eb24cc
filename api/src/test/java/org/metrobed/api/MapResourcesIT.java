package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** What the page draws under and behind values: GroundResource and ExpectedResource over HTTP. */
class MapResourcesIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String EXPECTED = "/api/v1/datastreams/city/station/pm25/expected";
    private static final String RANGE = "?datetime=2026-05-01T12:00:00Z/2026-05-01T12:30:00Z";

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void groundIsTheFileOfTheBundle() throws Exception {
        HttpResponse<String> ground = api.get("/api/v1/testbeds/city/ground");
        assertThat(ground.headers().firstValue("Content-Type")).hasValue("application/geo+json");
        assertThat(ground.body()).contains("\"attribution\"").contains("The Wend");
    }

    @Test
    void groundOfAnUnknownTestBedIsNotFound() throws Exception {
        assertThat(api.get("/api/v1/testbeds/nowhere/ground").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/testbeds/..%2Fcity/ground").statusCode()).isBetween(400, 404);
    }

    @Test
    void expectedBandCoversTheRangeAndAnHourAhead() throws Exception {
        JsonNode items = api.json(EXPECTED + RANGE).get("items");
        assertThat(items.size()).isGreaterThan(12);
        assertThat(items.get(0).get("low").asDouble())
                .isLessThanOrEqualTo(items.get(0).get("high").asDouble());
        assertThat(Instant.parse(items.get(items.size() - 1).get("time").asText()))
                .isAfter(Instant.parse("2026-05-01T13:20:00Z"));
    }

    @Test
    void expectedBandOfAMonthIsTheLongest() throws Exception {
        HttpResponse<String> answer = api.get(EXPECTED + "?datetime=2026-01-01/2026-05-01");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("datetime").contains("31 days");
    }

    @Test
    void expectedBandOfAnUnknownDatastreamIsNotFound() throws Exception {
        assertThat(api.get("/api/v1/datastreams/city/station/pm26/expected").statusCode())
                .isEqualTo(404);
    }

    /** So those who look at the same chart share one answer. */
    @Test
    void expectedBandIsOfTheWholeMinute() throws Exception {
        api.advance(Duration.ofSeconds(30));
        Eventually.passes(
                Duration.ofSeconds(30), () -> assertThat(newestLogTime()).isEqualTo("2026-05-01T12:20:30.000Z"));
        assertThat(api.json(EXPECTED + RANGE).get("asOf").asText()).isEqualTo("2026-05-01T12:20:00.000Z");
        assertThat(api.json(EXPECTED + RANGE + "&as_of=2026-05-01T12:20:10Z")
                        .get("asOf")
                        .asText())
                .isEqualTo("2026-05-01T12:20:10.000Z");
        assertThat(api.get(EXPECTED + RANGE + "&f=csv").body()).startsWith("time,expected,low,high");
    }

    private static String newestLogTime() {
        try {
            return api.json("/api/v1/latest").get("asOf").asText();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
