package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.product.NowCast;
import org.metrobed.analysis.product.PurpleAirCorrection;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.model.Observation;
import org.metrobed.model.RawPosition;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** A NowCast of a PM2.5 that is itself computed from two channels, when one channel is annotated over HTTP. */
class ProductsFollowIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String THING = "city/pier/";
    private static final int HOURS = 6;
    private static final int STEPS = 6;
    private static final Instant START = Times.NOON.minus(Duration.ofHours(HOURS));

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA, bundles());
        fill();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void everyProductDownTheChainFollowsAnAnnotationAndItsWithdrawal() throws Exception {
        String before = values();
        Instant from = START.plus(Duration.ofHours(3));
        JsonNode made = post(
                "/api/v1/annotations",
                "{\"datastream\": \"" + THING + "pm25-a\", \"datetime\": \"" + from + "/PT1H\", \"kind\": \"offset\","
                        + " \"value\": 20, \"reason\": \"soiled\", \"author\": \"ada\"}");
        api.advance(Duration.ofSeconds(70));
        await("products of the corrected channel", () -> values().equals(expected(20)));
        JsonNode corrected = row("pm25", from);
        assertThat(corrected.get("cause").asText()).isEqualTo("input");
        assertThat(corrected.get("because").asText())
                .isEqualTo(THING + "pm25-a of 2026-05-01T09:00:00.000Z was corrected, annotation "
                        + made.get("id").asText());
        JsonNode nowCast = row("pm25-nowcast", from);
        assertThat(nowCast.get("because").asText())
                .isEqualTo(THING + "pm25 of 2026-05-01T09:00:00.000Z was computed again");
        assertThat(row("pm25-nowcast", START.plus(Duration.ofHours(2)))
                        .get("cause")
                        .asText())
                .as("an hour before")
                .isEqualTo("arrival");
        assertThat(api.json("/api/v1/windows?window=PT1H&agg=mean&datastream=" + THING + "pm25-nowcast&datetime=" + from
                                + "/PT1H")
                        .at("/items/0/mean")
                        .asDouble())
                .isEqualTo(nowCast.get("result").asDouble());

        post(
                "/api/v1/annotations/" + made.get("id").asText() + "/undo",
                "{\"reason\": \"it was right\", \"author\": \"bob\"}");
        api.advance(Duration.ofSeconds(70));
        await("products as before", () -> values().equals(before));
        assertThat(row("pm25", from).get("because").asText())
                .isEqualTo(THING + "pm25-a of 2026-05-01T09:00:00.000Z is no longer corrected, annotation "
                        + made.get("id").asText());
    }

    @Test
    void productsOfABadChannelAreMissingWithTheReasonUntilItIsWithdrawn() throws Exception {
        String before = values();
        JsonNode made = post(
                "/api/v1/annotations",
                "{\"datastream\": \"" + THING + "pm25-b\", \"datetime\": \"" + START + "/PT6H\", \"kind\": \"bad\","
                        + " \"reason\": \"an insect\", \"author\": \"ada\"}");
        api.advance(Duration.ofSeconds(70));
        Instant last = START.plus(Duration.ofHours(HOURS - 1));
        await("missing products", () -> row("pm25-nowcast", last).get("flag").asInt() == 9);
        assertThat(row("pm25-nowcast", last).get("result").isNull()).isTrue();
        assertThat(row("pm25", last).get("result").isNull()).isTrue();
        assertThat(row("pm25", last).get("because").asText()).startsWith(THING + "pm25-b of ");
        assertThat(api.get("/api/v1/observations?f=csv&datastream=" + THING + "pm25&datetime=" + last + "/PT1M")
                        .body())
                .contains(" was corrected, annotation ");

        post(
                "/api/v1/annotations/" + made.get("id").asText() + "/undo",
                "{\"reason\": \"no insect\", \"author\": \"bob\"}");
        api.advance(Duration.ofSeconds(70));
        await("products as before", () -> values().equals(before));
        assertThat(row("pm25", last).get("because").asText())
                .endsWith(
                        " is no longer corrected, annotation " + made.get("id").asText());
    }

    private interface Check {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(String what, Check check) {
        Eventually.await(what, Duration.ofSeconds(60), () -> {
            try {
                return check.holds();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> response = api.post(path, body, ApiFixture.TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return ApiFixture.parse(response.body());
    }

    private JsonNode row(String property, Instant time) throws IOException, InterruptedException {
        return api.json("/api/v1/observations?datastream=" + THING + property + "&datetime=" + time + "/PT1M")
                .at("/items/0");
    }

    /** The newest values of the NowCast. */
    private String values() throws IOException, InterruptedException {
        List<Double> values = new ArrayList<>();
        api.json("/api/v1/observations?datastream=" + THING + "pm25-nowcast&datetime=" + START + "/PT6H")
                .get("items")
                .forEach(row -> values.add(
                        row.get("result").isNull()
                                ? Double.NaN
                                : row.get("result").asDouble()));
        return values.toString();
    }

    private static String expected(double offset) {
        List<Double> values = new ArrayList<>();
        for (int hour = 1; hour < HOURS; hour++) {
            values.add(nowCast(hour, offset));
        }
        return values.toString();
    }

    private static double nowCast(int hour, double offset) {
        List<Double> newestFirst = new ArrayList<>();
        for (int at = hour; at >= 0; at--) {
            newestFirst.add(epa(at == 3 ? 40 + offset : 40));
        }
        return NowCast.pm25(newestFirst).orElse(Double.NaN);
    }

    private static double epa(double channelA) {
        return PurpleAirCorrection.correct(channelA, 40, 50).orElseThrow();
    }

    private static CatalogFiles bundles() {
        Map<String, String> files = new HashMap<>(ApiFixture.bundles().texts());
        files.replaceAll((name, text) -> text.replace("\nthing-types:\n", """

                          pm25-a: { name: A, unit: ug/m3, statistic: mean, interval: PT10M, ranges: { fail: [0, 1000] } }
                          pm25-b: { name: B, unit: ug/m3, statistic: mean, interval: PT10M, ranges: { fail: [0, 1000] } }
                          damp: { name: Humidity, unit: "%", statistic: mean, interval: PT10M, ranges: { fail: [0, 100] } }
                          pm25-nowcast:
                            name: PM2.5 now
                            unit: ug/m3
                            statistic: mean
                            interval: PT1H
                            ranges: { fail: [0, 1000] }
                            derived: { by: nowcast-pm25, from: pm25 }

                        thing-types:
                          twin:
                            family: air
                            properties:
                              pm25-a:
                              pm25-b:
                              damp:
                              pm25:
                                interval: PT10M
                                quality: { spike: none, flat-line: none, climatology: none }
                                derived: { by: purpleair-epa, from: [pm25-a, pm25-b, damp] }
                              pm25-nowcast:
                        """)
                .replace("things:\n", "things:\n  pier: { name: Pier, type: twin, location: { lat: 48, lon: 16 } }\n"));
        return CatalogFiles.of(files);
    }

    /** Stores what a stream would have: a message every ten minutes, and the products. */
    private void fill() throws Exception {
        List<Observation> rows = new ArrayList<>();
        Map<String, LevelSeeds> windows = new HashMap<>();
        for (int hour = 0; hour < HOURS; hour++) {
            for (int step = 0; step < STEPS; step++) {
                Instant time = START.plus(Duration.ofMinutes(60 * hour + 10 * step));
                int message = hour * STEPS + step;
                add(rows, windows, "pm25-a", time, 40, 600_000, new RawPosition(0, message, 0));
                add(rows, windows, "pm25-b", time, 40, 600_000, new RawPosition(0, message, 1));
                add(rows, windows, "damp", time, 50, 600_000, new RawPosition(0, message, 2));
                add(rows, windows, "pm25", time, epa(40), 600_000, new RawPosition(0, message, -2));
            }
            Instant begin = START.plus(Duration.ofHours(hour));
            if (hour > 0) {
                add(
                        rows,
                        windows,
                        "pm25-nowcast",
                        begin,
                        nowCast(hour, 0),
                        3_600_001,
                        new RawPosition(0, hour * STEPS + 5, -2));
            }
        }
        api.append(RowWriters.observations(), rows);
        for (LevelSeeds seeds : windows.values()) {
            api.append(RowWriters.windows(), seeds.rows(Times.NOON));
        }
    }

    private static void add(
            List<Observation> rows,
            Map<String, LevelSeeds> windows,
            String property,
            Instant time,
            double value,
            long delayMillis,
            RawPosition raw) {
        String datastream = THING + property;
        rows.add(Observations.observation()
                .of(datastream)
                .at(time)
                .value(value)
                .receivedAt(time.plusMillis(delayMillis))
                .build()
                .withRaw(raw));
        windows.computeIfAbsent(datastream, any -> new LevelSeeds(datastream, 600_000))
                .add(time, value);
    }
}
