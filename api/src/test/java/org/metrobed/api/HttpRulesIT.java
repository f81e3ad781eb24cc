package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.api.contract.RawHttp;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** What HTTP promises of every answer: one document, the same headers for HEAD, caching, other origins, problems. */
class HttpRulesIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String PROBLEM = "application/problem+json";
    private static final String PINNED =
            "/api/v1/observations?datetime=2026-05-01T12:00:00Z/PT5M&as_of=2026-05-01T12:10:00Z";

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.windows(), Seeds.windows());
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
        api.append(RowWriters.deadLetters(), Seeds.deadLetters());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/alerts?suppressed=maybe | suppressed | one of yes, no",
                "/api/v1/alerts?suppressed=maybe&f=csv | suppressed | one of yes, no",
                "/api/v1/alerts?assignee=a%00b | assignee | character 0",
                "/api/v1/alerts?parent=%00 | parent | character 0",
                "/api/v1/alerts?detector=%00 | detector | character 0",
                "/api/v1/alerts/%01?as_of=0001-01-01T00:00:00Z | as_of | must lie between 1970",
                "/api/v1/deadletters?topic=%00 | topic | character 0",
                "/api/v1/deadletters?decoder=%00 | decoder | character 0",
                "/api/v1/alerts?as_of=0001-01-01T00:00:00Z | as_of | must lie between 1970",
                "/api/v1/things?at=9999-12-31T00:00:00Z | at | must lie between 1970",
                "/api/v1/windows?limit=1e3 | limit | whole number, in digits",
                "/api/v1/windows?limit=0x10 | limit | whole number, in digits",
                "/api/v1/windows?fill_limit=5.0 | fill_limit | whole number, in digits",
                "/api/v1/windows?min_coverage=0.5d | min_coverage | must be a number",
                "/api/v1/windows?tz=-1 | tz | time zone such as",
                "/api/v1/windows?tz=%2B5 | tz | time zone such as",
                "/api/v1/things?bbox=1d,2,3,4 | bbox | west,south,east,north"
            })
    void badValueIsOneProblemThatNamesTheParameter(String path, String parameter, String rule) throws Exception {
        RawHttp.Response answer = get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("content-type")).contains(PROBLEM);
        JsonNode problem = ApiFixture.parse(answer.body());
        assertThat(problem.toString()).as("nothing behind it").isEqualTo(answer.body());
        assertThat(problem.at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(problem.at("/errors/0/rule").asText()).contains(rule);
    }

    @Test
    void everyParameterThatBreaksARuleIsNamed() throws Exception {
        JsonNode errors = ApiFixture.parse(
                        get("/api/v1/windows?limit=x&fill=y&as_of=z").body())
                .get("errors");
        assertThat(Stream.of(0, 1, 2).map(i -> errors.get(i).get("parameter").asText()))
                .containsExactlyInAnyOrder("limit", "fill", "as_of");
    }

    @Test
    void parameterWhosePercentEncodingIsBrokenIsNotLeftOut() throws Exception {
        for (String path :
                List.of("/api/v1/windows?property=%ZZ", "/api/v1/windows?%ZZ=pm25", "/api/v1/things?testbed=%")) {
            RawHttp.Response answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.header("content-type")).contains(PROBLEM);
        }
    }

    /** As reported of servers whose HEAD has no headers, or another length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/metrics",
                "/openapi.json",
                "/api/v1/windows",
                "/api/v1/windows?f=csv",
                "/api/v1/observations?limit=1",
                "/api/v1/things?f=geojson&limit=1",
                "/api/v1/datastreams/city/station/pm25/quality",
                "/api/v1/alerts/nobody",
                "/api/v1/alerts?state=closed",
                "/api/v1/nothing",
                PINNED
            })
    void headHasTheHeadersOfGet(String path) throws Exception {
        RawHttp.Response get = get(path);
        RawHttp.Response head = send("HEAD", path);
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        List<String> names = new ArrayList<>(get.names());
        names.remove("content-length"); // not known before the rows are written
        List<String> there = new ArrayList<>(head.names());
        there.remove("content-length");
        assertThat(there).isEqualTo(names);
        for (String name : List.of("content-type", "link", "etag", "cache-control", "metrobed-as-of")) {
            assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
        }
    }

    @Test
    void streamAnswersHeadWithoutBeingOpened() throws Exception {
        RawHttp.Response head = send("HEAD", "/api/v1/stream");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-type")).contains("text/event-stream");
    }

    @Test
    void versionThatAClientHasIsFoundInEveryFormOfTheHeader() throws Exception {
        for (String path : List.of(PINNED, "/")) {
            String tag = get(path).header("etag").orElseThrow();
            for (String sent : List.of(tag, "W/" + tag, "\"other\", " + tag, "\"a\",W/" + tag + ",\"b\"", "*")) {
                RawHttp.Response answer = send("GET", path, "If-None-Match: " + sent);
                assertThat(answer.status()).as(sent).isEqualTo(304);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.header("content-type"))
                        .as("304 has no content")
                        .isEmpty();
                assertThat(answer.header("etag")).contains(tag);
                assertThat(answer.header("cache-control")).isPresent();
            }
            for (String sent : List.of("\"other\"", "W/\"other\"", tag.replace("\"", ""))) {
                assertThat(send("GET", path, "If-None-Match: " + sent).status())
                        .as(sent)
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/observations | no-cache",
                "/api/v1/things | no-cache",
                "/api/v1/alerts | no-cache",
                "/openapi.json | no-cache",
                "/health | no-store",
                "/metrics | no-store",
                "/api/v1/alerts/nobody | no-store",
                "/api/v1/windows?limit=x | no-store",
                "/api/v1/nothing | no-store",
                PINNED + " | public, max-age=86400, immutable"
            })
    void everyAnswerSaysWhetherItMayBeKept(String path, String rule) throws Exception {
        assertThat(get(path).header("cache-control")).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/alerts/%00", "/api/v1/%00", "/%"})
    void addressThatTheServerCannotReadIsAProblem(String path) throws Exception {
        assertIsProblem(get(path), 400);
    }

    @Test
    void addressThatIsTooLongIsAProblem() throws Exception {
        assertIsProblem(get("/api/v1/windows?datastream=" + "x".repeat(200_000)), 414);
    }

    /** As reported of a client that names hundreds of stations. */
    @Test
    void aThousandDatastreamsFitIntoOneRequest() throws Exception {
        String names = "city/station/pm25,".repeat(1_000);
        RawHttp.Response answer =
                get("/api/v1/observations?limit=1&datastream=" + names.substring(0, names.length() - 1));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("link"))
                .hasValueSatisfying(links -> assertThat(links).contains("rel=\"next\""));
    }

    private static void assertIsProblem(RawHttp.Response answer, int status) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains(PROBLEM);
        assertThat(ApiFixture.parse(answer.body()).get("status").asInt()).isEqualTo(status);
    }

    /** As reported of servers whose errors, or whose CSV, a page cannot read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/windows",
                "/api/v1/windows?f=csv",
                "/api/v1/windows?property=pm2.5",
                "/api/v1/nothing",
                "/openapi.json",
                PINNED
            })
    void pageOfThisMachineReadsEveryAnswerOfTheApi(String path) throws Exception {
        RawHttp.Response answer = send("GET", path, "Origin: http://localhost:8888");
        assertThat(answer.header("access-control-allow-origin")).contains("http://localhost:8888");
        assertThat(answer.header("access-control-allow-credentials")).isEmpty();
        assertThat(answer.header("access-control-expose-headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("Link", "Metrobed-As-Of", "ETag"));
        assertThat(answer.headers()).contains("vary: Origin");
    }

    @Test
    void pageOfElsewhereDoesNotReadAServerOfThisMachineAlone() throws Exception {
        for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example")) {
            assertThat(send("GET", "/api/v1/windows", "Origin: " + origin).header("access-control-allow-origin"))
                    .as(origin)
                    .isEmpty();
        }
        assertThat(send("GET", "/", "Origin: http://localhost:8888").header("access-control-allow-origin"))
                .as("the page is not data")
                .isEmpty();
    }

    @Test
    void browserIsToldThatItMayReadAndNotWrite() throws Exception {
        RawHttp.Response read = send(
                "OPTIONS",
                "/api/v1/windows",
                "Origin: http://127.0.0.1:9999",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: if-none-match");
        assertThat(read.status()).isEqualTo(204);
        assertThat(read.header("access-control-allow-methods")).contains("GET, HEAD");
        assertThat(read.header("access-control-allow-headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("If-None-Match"));
        RawHttp.Response write = send(
                "OPTIONS",
                "/api/v1/annotations",
                "Origin: http://127.0.0.1:9999",
                "Access-Control-Request-Method: POST");
        assertThat(write.header("access-control-allow-methods")).isEmpty();
        assertThat(write.header("access-control-allow-origin")).isEmpty();
    }

    private static RawHttp.Response get(String path) throws Exception {
        return send("GET", path);
    }

    private static RawHttp.Response send(String method, String path, String... headers) throws Exception {
        return RawHttp.send(api.uri("/").getPort(), method, path, headers);
    }
}
