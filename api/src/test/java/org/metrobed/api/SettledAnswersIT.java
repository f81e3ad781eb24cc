package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
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
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Answers of two API processes while corrections of many days, and the products that follow, are being written. */
class SettledAnswersIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** Number of corrected days; at most 366. */
    private static final int DAYS = Integer.getInteger("metrobed.corrected-days", 20);

    private static final String BRIDGE = "city/bridge/strain";
    /** A product of the last twelve hours of the bridge. */
    private static final String NOWCAST = "city/bridge/strain-nowcast";

    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant START = END.minus(Duration.ofDays(DAYS));
    private static final String RANGE = "&datetime=" + START + "/" + END;

    private ApiFixture api;
    private Api other;

    private record Answer(String body, String tag) {}

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA, bundles());
        other = Api.start(api.config(), Clock.systemUTC());
        assertThat(other.catalog().awaitLoaded(Duration.ofSeconds(60))).isTrue();
        fill();
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        api.close();
    }

    @Test
    void answerAtALogTimeIsTheSameWheneverAndWhereverItIsAsked() throws Exception {
        String body = "{\"datastream\": \"" + BRIDGE + "\", \"datetime\": \"" + START + "/" + END
                + "\", \"kind\": \"offset\", \"value\": 100, \"reason\": \"drift\", \"author\": \"ada\"}";
        assertThat(newestMaximum()).isEqualTo(23);
        assertThat(api.post("/api/v1/annotations", body, ApiFixture.TOKEN).statusCode())
                .isEqualTo(202);
        Map<String, Answer> answers = new HashMap<>();
        boolean applied = false;
        for (int i = 0; i < 6_000 && !applied; i++) {
            api.advance(Duration.ofSeconds(5));
            remember(answers, api.uri("").toString());
            remember(answers, "http://127.0.0.1:" + other.port());
            applied = api.json("/api/v1/annotations")
                    .at("/items/0/state")
                    .asText()
                    .equals("applied");
        }
        assertThat(applied).isTrue();
        assertThat(answers).hasSizeGreaterThan(3);
        for (int i = 0; i < 1_000 && !isFollowed(); i++) {
            api.advance(Duration.ofSeconds(5));
            remember(answers, api.uri("").toString());
            remember(answers, "http://127.0.0.1:" + other.port());
        }
        assertThat(isFollowed()).isTrue();
        api.advance(Duration.ofMinutes(2));
        Eventually.await("the corrected values", Duration.ofSeconds(60), () -> {
            try {
                return newestMaximum() == 123;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        askAgain(answers, api.uri("").toString());
        askAgain(answers, "http://127.0.0.1:" + other.port());
    }

    @Test
    void answerShowsTheCatalogOfItsLogTime() throws Exception {
        Map<String, String> files = new HashMap<>(bundles().texts());
        files.replaceAll((name, text) -> text.replace(
                "things:\n",
                "things:\n  pier:\n    { name: Pier, type: strain-gauge, location: { lat: 48, lon: 16 } }\n"));
        new CatalogPublisher(KAFKA.bootstrapServers(), api.config().topics()).publish(CatalogFiles.of(files));
        Eventually.await("the new catalog", Duration.ofSeconds(60), () -> {
            try {
                return api.json("/api/v1/datastreams").get("items").size() == 6;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(api.json("/api/v1/latest").get("items")).hasSize(4);
    }

    private double newestMaximum() throws IOException, InterruptedException {
        return api.json("/api/v1/windows?window=P1D&agg=max&datastream=" + BRIDGE + RANGE)
                .at("/items/0/max")
                .asDouble();
    }

    /** Whether the product of the last hour is that of the corrected values. */
    private boolean isFollowed() throws IOException, InterruptedException {
        JsonNode last = api.json("/api/v1/observations?datastream=" + NOWCAST + "&datetime="
                        + END.minus(Duration.ofHours(1)) + "/" + END)
                .at("/items/0");
        return last.get("result").asDouble() == nowCast(24 * DAYS - 1, 100)
                && last.get("cause").asText().equals("input");
    }

    private void remember(Map<String, Answer> answers, String server) throws Exception {
        for (String list : List.of(
                "/api/v1/windows?window=P1D&f=csv&agg=mean,max&datastream=",
                "/api/v1/observations?f=csv&datastream=",
                "/api/v1/profiles?f=csv&datastream=")) {
            String path = list + BRIDGE + "," + NOWCAST + RANGE;
            String newest =
                    get(server + path.replace("f=csv&", "") + "&limit=1").body();
            String asOf = ApiFixture.parse(newest).get("asOf").asText();
            HttpResponse<String> answer = get(server + path + "&as_of=" + asOf);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            Answer now = new Answer(
                    answer.body(), answer.headers().firstValue("ETag").orElseThrow());
            Answer then = answers.putIfAbsent(path + "&as_of=" + asOf, now);
            if (then != null) {
                assertThat(now).isEqualTo(then);
            }
        }
    }

    private void askAgain(Map<String, Answer> answers, String server) throws Exception {
        for (Map.Entry<String, Answer> one : answers.entrySet()) {
            HttpResponse<String> again = get(server + one.getKey());
            assertThat(again.body()).as(one.getKey()).isEqualTo(one.getValue().body());
            assertThat(get(
                                    server + one.getKey(),
                                    "If-None-Match",
                                    one.getValue().tag())
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    private HttpResponse<String> get(String uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return api.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The test bundle, with a product of the bridge. */
    private static CatalogFiles bundles() {
        Map<String, String> files = new HashMap<>(ApiFixture.bundles().texts());
        files.replaceAll((name, text) -> text.replace(
                        "unit: um/m\n    statistic: instant\n    interval: PT10S",
                        "unit: ug/m3\n    statistic: instant\n    interval: PT1H")
                .replace("\nthing-types:\n", """

                          strain-nowcast:
                            name: Strain as of now
                            unit: ug/m3
                            statistic: mean
                            interval: PT1H
                            ranges: { fail: [0, 1000] }
                            derived: { by: nowcast-pm25, from: strain }

                        thing-types:
                        """)
                .replace("properties: { strain: }", "properties: { strain: , strain-nowcast: }"));
        return CatalogFiles.of(files);
    }

    /** Stores a reading an hour and its product, with the windows of all sizes. */
    private void fill() throws Exception {
        LevelSeeds windows = new LevelSeeds(BRIDGE, 3_600_000);
        LevelSeeds windowsOfProduct = new LevelSeeds(NOWCAST, 3_600_000);
        List<Observation> rows = new ArrayList<>();
        for (int hour = 0; hour < 24 * DAYS; hour++) {
            Instant time = START.plus(Duration.ofHours(hour));
            windows.add(time, hour % 24);
            rows.add(row(BRIDGE, time, hour % 24, 1, new RawPosition(0, hour, 0)));
            if (hour > 0) {
                windowsOfProduct.add(time, nowCast(hour, 0));
                rows.add(row(NOWCAST, time, nowCast(hour, 0), 3_600_001, new RawPosition(0, hour, -2)));
            }
        }
        api.append(RowWriters.observations(), rows);
        api.append(RowWriters.windows(), windows.rows(END));
        api.append(RowWriters.windows(), windowsOfProduct.rows(END));
    }

    private static Observation row(String datastream, Instant time, double value, long delayMillis, RawPosition raw) {
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(Times.micros(time))
                .result(value)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(raw)
                .receivedMillis(time.toEpochMilli() + delayMillis)
                .catalogVersion(0)
                .build();
    }

    private static double nowCast(int hour, double offset) {
        List<Double> newestFirst = new ArrayList<>();
        for (int at = hour; at >= 0; at--) {
            newestFirst.add(at % 24 + offset);
        }
        return NowCast.pm25(newestFirst).orElseThrow();
    }
}
