package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.module.ModuleDescriptor.Version;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.api.openapi.OpenApiBreaks;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** Every resource on real rows. */
class ApiIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

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

    @Test
    void catalogIsShown() throws Exception {
        assertThat(texts(api.json("/api/v1/testbeds"), "id")).containsExactly("city");
        assertThat(texts(api.json("/api/v1/projects?testbed=city"), "id")).containsExactly("air-watch");
        assertThat(texts(api.json("/api/v1/quality-tests"), "code")).contains("gross-range");
        JsonNode datastream =
                api.json("/api/v1/datastreams?property=pm25&thing=city/station").at("/items/0");
        assertThat(datastream.get("unit").asText()).isEqualTo("ug/m3");
        assertThat(datastream.at("/fail/high").asDouble()).isEqualTo(1000);
        assertThat(datastream.at("/thresholds/0/raise").asDouble()).isEqualTo(50);
    }

    @Test
    void thresholdsInForceAreShown() throws Exception {
        JsonNode quality = api.json("/api/v1/datastreams/city/station/pm25/quality");
        assertThat(quality.at("/sentinels/0").asDouble()).isEqualTo(-999);
        assertThat(texts(quality.get("tests"), "code"))
                .containsExactly("gross-range", "spike", "flat-line", "climatology");
        assertThat(quality.at("/tests/0/settings/0").toString())
                .isEqualTo("{\"name\":\"fail\",\"value\":\"[-5.0, 1000.0]\"}");
        assertThat(texts(quality.at("/tests/2/settings"), "value"))
                .containsExactly("PT1H", "never", "equal", "PT50S", "[0.0, 0.0]", "never", "never");
        assertThat(quality.at("/tests/3/settings/1/value").asText())
                .isEqualTo("hour [0.0, 5.0] suspect [open, 300.0] fail [open, open]");
        assertThat(api.json("/api/v1/datastreams/city/station/pm25/quality?at=2020-01-01T00:00:00Z"))
                .as("the first version holds from the beginning")
                .isEqualTo(quality);
        assertThat(api.get("/api/v1/datastreams/city/station/noise/quality").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thingsAreChosenByFamilyAndBox() throws Exception {
        assertThat(texts(api.json("/api/v1/things?family=air"), "id")).containsExactly("city/park", "city/station");
        assertThat(texts(api.json("/api/v1/things?bbox=16.38,48.205,16.5,48.3"), "id"))
                .containsExactly("city/bridge", "city/park");
        JsonNode feature = api.json("/api/v1/things?f=geojson").at("/features/0");
        assertThat(feature.at("/geometry/coordinates/0").asDouble()).isEqualTo(16.39);
    }

    @Test
    void listOfTheCatalogIsPaged() throws Exception {
        JsonNode first = api.json("/api/v1/things?limit=2");
        JsonNode second = api.json(first.get("next").asText());
        assertThat(texts(first, "id")).containsExactly("city/bridge", "city/park");
        assertThat(texts(second, "id")).containsExactly("city/station");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void observationTellsWhereItCameFromAndWhatIsMissing() throws Exception {
        JsonNode items = api.json(
                        "/api/v1/observations?datastream=city/station/pm25&datetime=2026-05-01T12:00:00Z/PT40S")
                .get("items");
        assertThat(items).hasSize(4);
        JsonNode first = items.get(0);
        assertThat(first.get("phenomenonTime").asText()).isEqualTo("2026-05-01T12:00:00.000Z");
        assertThat(first.get("phenomenonEnd").asText())
                .as("a mean of ten seconds")
                .isEqualTo("2026-05-01T12:00:10.000Z");
        assertThat(first.get("result").asDouble()).isEqualTo(10);
        assertThat(first.at("/tests/gross-range").asInt()).isEqualTo(1);
        assertThat(first.at("/raw/offset").asLong()).isEqualTo(0);
        assertThat(first.get("unit").asText()).isEqualTo("ug/m3");
        JsonNode missing = items.get(3);
        assertThat(missing.get("result").isNull()).isTrue();
        assertThat(missing.get("flag").asInt()).isEqualTo(9);
    }

    @Test
    void observationShowsWhatThePayloadSaidWhereThatIsNotTheResult() throws Exception {
        String path = "/api/v1/observations?datastream=city/station/pm25&datetime=2026-05-01T12:00:00Z/PT20S";
        JsonNode items = api.json(path).get("items");
        assertThat(items.get(0).get("statedValue").isNull()).isTrue();
        assertThat(items.get(0).get("statedUnit").isNull()).isTrue();
        assertThat(items.get(1).get("result").asDouble()).isEqualTo(11);
        assertThat(items.get(1).get("statedValue").asDouble()).isEqualTo(0.011);
        assertThat(items.get(1).get("statedUnit").asText()).isEqualTo("mg/m3");
        List<String> csv = api.get(path + "&f=csv").body().lines().toList();
        assertThat(csv.get(0))
                .endsWith(
                        ",catalogVersion,statedValue,statedUnit,phenomenonEnd,latitude,longitude,serial,was,state,because");
        assertThat(csv.get(1)).endsWith(",0,,,2026-05-01T12:00:10.000Z,48.2,16.37,,,,");
        assertThat(csv.get(2)).endsWith(",0,0.011,mg/m3,2026-05-01T12:00:20.000Z,48.2,16.37,,,,");
        assertThat(api.get(path + "&f=ndjson").body().lines().toList().get(1))
                .contains("\"statedValue\":0.011,\"statedUnit\":\"mg/m3\"");
    }

    @Test
    void observationsAreChosenByFlag() throws Exception {
        JsonNode answer = api.json("/api/v1/observations?thing=city/station&qc=3,9");
        assertThat(texts(answer, "flag")).containsOnly("3", "9").hasSize(2);
    }

    @Test
    void pagesLoseAndDoubleNothingWhileRowsArrive() throws Exception {
        List<String> keys = new ArrayList<>();
        String next = "/api/v1/observations?testbed=city&datetime=2026-05-01T10:00:00Z/PT6H&limit=37";
        int pages = 0;
        while (next != null) {
            HttpResponse<String> response = api.get(next);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode page = ApiFixture.parse(response.body());
            page.get("items")
                    .forEach(item -> keys.add(item.get("datastream").asText()
                            + item.get("phenomenonTime").asText()));
            if (pages++ == 1) {
                api.append(RowWriters.observations(), Seeds.lateObservations());
                api.advance(Duration.ofMinutes(1));
            }
            next = page.get("next").isNull() ? null : page.get("next").asText();
            String shown = next == null ? "</api" : "<" + next + ">; rel=\"next\"";
            assertThat(response.headers().firstValue("Link"))
                    .hasValueSatisfying(links ->
                            assertThat(links).contains("; rel=\"self\"").startsWith(shown));
        }
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
        assertThat(keys).hasSize(Seeds.observations().size());
        assertThat(pages).isGreaterThan(4);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/observations?testbed=city&datetime=2026-05-01T10:00:00Z/PT6H, 37",
        "/api/v1/observations?thing=city/bridge&datetime=2026-05-01T10:00:00Z/PT6H, 50",
        "/api/v1/observations?testbed=city&qc=3&datetime=2026-05-01T10:00:00Z/PT6H, 1",
        "/api/v1/deadletters?topic=metrobed, 1",
        "/api/v1/alerts?testbed=city, 1"
    })
    void listsByTimeAreReadFromEitherEnd(String path, int limit) throws Exception {
        String asOf = api.json("/api/v1/observations?limit=1").get("asOf").asText();
        List<JsonNode> ascending = items(path + "&order=asc&limit=" + limit + "&as_of=" + asOf);
        List<JsonNode> descending = items(path + "&order=desc&limit=" + limit + "&as_of=" + asOf);
        Collections.reverse(descending);
        assertThat(ascending).isNotEmpty().isEqualTo(descending);
    }

    @Test
    void newestRowsNeedNoDatetime() throws Exception {
        String path = "/api/v1/observations?thing=city/bridge&as_of=2026-05-01T12:20:00Z";
        List<String> lines = api.get(path + "&f=csv").body().lines().skip(1).toList();
        assertThat(api.get(path + "&f=csv&order=desc&limit=2").body().lines().skip(1))
                .containsExactly(lines.get(lines.size() - 1), lines.get(lines.size() - 2));
        JsonNode newest = api.json(path + "&order=desc&limit=1");
        assertThat(newest.get("datetime").asText()).startsWith("2000-01-01T00:00:00.000Z/");
        assertThat(newest.at("/items/0/phenomenonTime").asText()).isEqualTo("2026-05-01T12:19:50.000Z");
        List<String> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        assertThat(api.get(path + "&f=csv&order=desc").body().lines().skip(1)).isEqualTo(reversed);
        String dead = "/api/v1/deadletters?topic=metrobed&limit=1";
        assertThat(api.json(dead).get("items"))
                .isEqualTo(api.json(dead + "&order=desc").get("items"));
    }

    private static List<JsonNode> items(String path) throws Exception {
        return api.itemsOfAllPages(path);
    }

    @Test
    void csvWithoutLimitGivesAll() throws Exception {
        HttpResponse<String> csv = api.get("/api/v1/observations?thing=city/bridge&f=csv");
        assertThat(csv.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(csv.headers().firstValue("Metrobed-As-Of")).isPresent();
        assertThat(csv.body().lines()).hasSize(1 + Seeds.BRIDGE);
        assertThat(csv.body())
                .startsWith("datastream,phenomenonTime,result,unit,flag,tests,marks,late,revision,cause,");
        HttpResponse<String> lines =
                api.get("/api/v1/observations?thing=city/bridge", "Accept", "application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(Seeds.BRIDGE);
    }

    @Test
    void windowIsItsRevisionsPutTogether() throws Exception {
        JsonNode answer = api.json("/api/v1/windows?datastream=city/station/pm25&window=PT1M");
        JsonNode first = answer.at("/items/0");
        assertThat(answer.get("asOf").asText()).startsWith("2026-05-01T12:2");
        assertThat(first.get("start").asText()).isEqualTo("2026-05-01T12:10:00.000Z");
        assertThat(first.get("end").asText()).isEqualTo("2026-05-01T12:11:00.000Z");
        assertThat(first.get("mean").asDouble()).isEqualTo(15);
        assertThat(first.at("/counts/good").asInt()).isEqualTo(4);
        assertThat(first.get("revisions").asInt()).isEqualTo(2);
        assertThat(first.get("lateCount").asInt()).isEqualTo(1);
        assertThat(first.get("incomplete").asBoolean()).isTrue();
        assertThat(first.get("maxTime").asText()).isEqualTo("2026-05-01T12:10:20.000Z");
    }

    @Test
    void windowCountsSuspectDataOnlyWhenAsked() throws Exception {
        String path = "/api/v1/windows?datastream=city/bridge/strain";
        assertThat(api.json(path).at("/items/0/mean").isNull()).isTrue();
        assertThat(api.json(path + "&qc=1,3").at("/items/0/mean").asDouble()).isEqualTo(950);
    }

    @Test
    void aggregatesAreChosenAndThinWindowsKeepTheirRowsButNotTheirValues() throws Exception {
        HttpResponse<String> csv = api.get("/api/v1/windows?f=csv&agg=max,p95,mean,median&min_coverage=0.9");
        assertThat(csv.body().lines().findFirst())
                .hasValueSatisfying(header -> assertThat(header)
                        .isEqualTo("datastream,start,end,unit,coverage,incomplete,withheld,mean,max,p95,median"));
        assertThat(csv.body().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("city/park/pm25,") && line.contains(",3.5,6.0,"))
                .anyMatch(line -> line.startsWith("city/station/pm25,") && line.endsWith(",true,,,,"));
    }

    @Test
    void answerAtAPinnedLogTimeIsNotSentTwice() throws Exception {
        String path = "/api/v1/windows?as_of=2026-05-01T12:15:00Z";
        String tag = api.get(path).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = api.get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(api.json(path).at("/items/0/revisions").asInt()).isEqualTo(1);
    }

    @Test
    void latestTellsAgeAndWhoIsStale() throws Exception {
        JsonNode items = api.json("/api/v1/latest?as_of=2026-05-01T12:20:00Z").get("items");
        assertThat(items).hasSize(3);
        JsonNode bridge = items.get(0);
        assertThat(bridge.get("datastream").asText()).isEqualTo("city/bridge/strain");
        assertThat(bridge.get("stale").asBoolean()).isFalse();
        assertThat(bridge.get("ageSeconds").asDouble()).isEqualTo(10);
        assertThat(bridge.get("phenomenonEnd").isNull()).as("an instant").isTrue();
        assertThat(items.get(1).get("phenomenonTime").isNull()).isTrue();
        assertThat(items.get(1).get("stale").asBoolean()).isTrue();
        assertThat(items.get(2).get("stale").asBoolean()).isTrue();
    }

    @Test
    void alertsAreFoldedFromTheirEvents() throws Exception {
        JsonNode open = api.json("/api/v1/alerts?state=open");
        assertThat(texts(open, "id")).containsExactly("episode-2");
        assertThat(open.at("/items/0/expected/high").asDouble()).isEqualTo(50);
        assertThat(open.at("/items/0/expected/low").isNull()).isTrue();
        assertThat(open.at("/items/0/unit").asText()).isEqualTo("ug/m3");
        JsonNode resolved = api.json("/api/v1/alerts?state=resolved&testbed=city");
        assertThat(texts(resolved, "id")).containsExactly("episode-1");
        assertThat(resolved.at("/items/0/resolvedTime").asText()).isEqualTo("2026-05-01T12:05:00.000Z");
        JsonNode first = api.json("/api/v1/alerts?limit=1");
        assertThat(texts(first, "id")).containsExactly("episode-2");
        assertThat(texts(api.json(first.get("next").asText()), "id")).containsExactly("episode-1");
        assertThat(texts(api.json("/api/v1/alerts?testbed=metrobed"), "id")).isEmpty();
    }

    @Test
    void deadLettersAreChosenByReasonAndPaged() throws Exception {
        assertThat(texts(api.json("/api/v1/deadletters?reason=malformed"), "reason"))
                .containsExactly("malformed");
        JsonNode first = api.json("/api/v1/deadletters?limit=1");
        JsonNode second = api.json(first.get("next").asText());
        assertThat(texts(first, "reason")).containsExactly("empty");
        assertThat(texts(second, "reason")).containsExactly("malformed");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.at("/items/0/raw/index").asInt()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/observations?datastrem=x | 400 | datastrem | known are datastream",
                "/api/v1/observations?datastream=x | 400 | datastream | not testbed/thing/property",
                "/api/v1/observations?datetime=yesterday | 400 | datetime | ISO 8601",
                "/api/v1/observations?datetime=2026-05-02/2026-05-01 | 400 | datetime | ends before it starts",
                "/api/v1/observations?order=down | 400 | order | must be one of asc, desc",
                "/api/v1/observations?limit=0 | 400 | limit | within [1,10000]",
                "/api/v1/observations?limit=2.5 | 400 | limit | whole number",
                "/api/v1/observations?limit=5&limit=6 | 400 | limit | given 2 times",
                "/api/v1/observations?qc=7 | 400 | qc | one of good, not-evaluated, suspect, fail, missing, 1, 2, 3, 4, 9",
                "/api/v1/observations?cursor=abc | 400 | cursor | not a cursor",
                "/api/v1/observations?as_of=2036-05-01T00:00:00Z | 400 | as_of | beyond 2026-05-01",
                "/api/v1/observations?f=xml | 400 | f | one of json, ndjson, csv",
                "/api/v1/windows?window=PT7M | 400 | window | divide the day",
                "/api/v1/windows?window=PT24H | 400 | window | days (P1D)",
                "/api/v1/windows?tz=Mars/Base | 400 | tz | such as Europe/Paris",
                "/api/v1/windows?tz=%2B01:00:30 | 400 | tz | whole minutes",
                "/api/v1/windows?fill=zero | 400 | fill | one of none, null, previous, linear",
                "/api/v1/windows?fill=null&datetime=../.. | 400 | fill | shorter datetime",
                "/api/v1/windows?fill_limit=0 | 400 | fill_limit | within [1,100]",
                "/api/v1/windows?group_by=street | 400 | group_by | one of thing, zone, project, testbed",
                "/api/v1/windows?state=open | 400 | state | one of closed, all",
                "/api/v1/windows?window=PT2H&revisions=all | 400 | revisions | only for stored windows",
                "/api/v1/windows?qc=fail | 400 | qc | one of good, suspect",
                "/api/v1/windows?agg=p100 | 400 | agg | percentile p01 to p99",
                "/api/v1/windows?min_coverage=2 | 400 | min_coverage | within [0,1]",
                "/api/v1/things?bbox=1,2,3 | 400 | bbox | west,south,east,north",
                "/api/v1/things?family=noise | 400 | family | one of mobility",
                "/api/v1/alerts?state=closed | 400 | state | one of pending, open, resolved",
                "/api/v1/deadletters?reason=bored | 400 | reason | one of empty",
                "/api/v1/stream?testbed=A%20B | 400 | testbed | a-z 0-9",
                "/api/v1/stream?testbed=ciyt | 400 | testbed | is 'ciyt', which no version of the catalog has; did you mean 'city'?",
                "/api/v1/windows?property=pm2.5 | 400 | property | did you mean 'pm25'?",
                "/api/v1/windows?datastream=city/station/pm26 | 400 | datastream | did you mean 'city/station/pm25'?",
                "/api/v1/observations?datastream=city/station/pm25,city/station/no-2 | 400 | datastream | is 'city/station/no-2'",
                "/api/v1/observations?thing=city/statoin | 400 | thing | did you mean 'city/station'?",
                "/api/v1/gaps?property=x | 400 | property | which no version of the catalog has",
                "/api/v1/profiles?property=x | 400 | property | which no version of the catalog has",
                "/api/v1/latest?thing=city/x | 400 | thing | which no version of the catalog has",
                "/api/v1/alerts?datastream=city/station/x | 400 | datastream | which no version of the catalog has",
                "/api/v1/conflicts?property=x | 400 | property | which no version of the catalog has",
                "/api/v1/annotations?datastream=a/b/c | 400 | datastream | which no version of the catalog has",
                "/api/v1/things?testbed=x | 400 | testbed | which no version of the catalog has",
                "/api/v1/datastreams?testbed=x | 400 | testbed | which no version of the catalog has",
                "/api/v1/projects?testbed=x | 400 | testbed | which no version of the catalog has",
                "/api/v1/gateways?testbed=x | 400 | testbed | which no version of the catalog has",
                "/health?verbose=1 | 400 | verbose | takes no parameters",
            })
    void badParameterIsAProblemThatNamesItAndTheRule(String path, int status, String parameter, String rule)
            throws Exception {
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = ApiFixture.parse(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(problem.at("/errors/0/rule").asText()).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/nothing,404",
        "GET,/nothing.html,404",
        "POST,/api/v1/things,405",
        "DELETE,/api/v1/things,405"
    })
    void whatIsNotThereIsAProblem(String method, String path, int status) throws Exception {
        HttpResponse<String> response = api.send(method, path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(ApiFixture.parse(response.body()).get("instance").asText()).isEqualTo(path);
    }

    @Test
    void formatThatIsNotOfferedIsAProblem() throws Exception {
        HttpResponse<String> response = api.get("/api/v1/windows", "Accept", "image/png");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.body()).contains("text/csv");
    }

    @Test
    void cursorOfAnotherQuestionIsRefused() throws Exception {
        String next = api.json("/api/v1/observations?limit=1").get("next").asText();
        HttpResponse<String> response = api.get(next + "&qc=1");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("another query");
    }

    @Test
    void healthAndMetricsTellOfTheParts() throws Exception {
        JsonNode health = api.health();
        assertThat(health.get("status").asText()).isIn("degraded", "down");
        assertThat(texts(health.get("parts"), "name"))
                .containsExactly(
                        "database", "kafka", "catalog", "pipeline", "ingest", "corrections", "raw", "compression");
        assertThat(health.at("/parts/0/status").asText()).isEqualTo("up");
        api.get("/api/v1/things");
        assertThat(api.get("/metrics").body())
                .contains("metrobed_api_requests_total{method=\"GET\",route=\"/api/v1/things\",status=\"200\"}")
                .contains("metrobed_api_as_of_lag_seconds ")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void documentTellsEveryPathAndParameterAndNoOther() throws Exception {
        JsonNode document = api.json("/openapi.json");
        List<String> documented = new ArrayList<>();
        document.get("paths").fieldNames().forEachRemaining(documented::add);
        assertThat(api.listRegisteredPaths()).containsExactlyInAnyOrderElementsOf(documented);
        for (String path : documented) {
            JsonNode operation = document.at("/paths/" + path.replace("/", "~1"));
            List<String> parameters = new ArrayList<>();
            operation
                    .at(operation.has("get") ? "/get/parameters" : "/post/parameters")
                    .forEach(parameter -> {
                        assertThat(path.contains("{" + parameter.get("name").asText() + "}"))
                                .isEqualTo(parameter.get("in").asText().equals("path"));
                        if (parameter.get("in").asText().equals("query")) {
                            parameters.add(parameter.get("name").asText());
                        }
                    });
            String asked = path.replaceAll("[{]\\w+}", "x") + "?unheard-of=1";
            HttpResponse<String> answer = operation.has("get")
                    ? api.get(asked, "Authorization", "Bearer " + ApiFixture.TOKEN)
                    : api.post(asked, "{}", ApiFixture.TOKEN);
            String rule = ApiFixture.parse(answer.body()).at("/errors/0/rule").asText();
            assertThat(rule)
                    .as(path)
                    .endsWith(parameters.isEmpty() ? "no parameters" : "known are " + String.join(", ", parameters));
        }
    }

    /** The document of each release lies in docs/api; this one is written to target/openapi.json, to be put there at the next. */
    @Test
    void servedDocumentBreaksNothingThatTheLastReleasePromised() throws Exception {
        String served = ApiFixture.parse(api.get("/openapi.json").body()).toPrettyString() + "\n";
        Files.writeString(Path.of("target/openapi.json"), served);
        try (Stream<Path> documents = Files.list(Path.of("../docs/api"))) {
            Path release = documents
                    .filter(path -> path.getFileName().toString().startsWith("openapi-"))
                    .max(Comparator.comparing(
                            path -> Version.parse(path.getFileName().toString().replaceAll("^openapi-|[.]json$", ""))))
                    .orElseThrow();
            List<String> breaks = new ArrayList<>(
                    OpenApiBreaks.list(ApiFixture.parse(Files.readString(release)), ApiFixture.parse(served)));
            breaks.removeAll(Files.readAllLines(
                    Path.of("src/test/resources/openapi", release.getFileName() + ".told-wrongly.txt")));
            Files.write(Path.of("target/openapi-breaks.txt"), breaks);
            assertThat(breaks)
                    .as(
                            "Clients of %s would break. Keep the old name or shape beside the new one; or, for a release that may"
                                    + " break, mark it breaking in CHANGELOG.md and put api/target/openapi.json there",
                            release)
                    .isEmpty();
        }
    }

    @Test
    void answersHaveTheFieldsThatTheDocumentTells() throws Exception {
        JsonNode document = api.json("/openapi.json");
        for (String path : List.of(
                "testbeds", "things", "datastreams", "observations", "windows", "latest", "alerts", "deadletters")) {
            String place = "/paths/~1api~1v1~1" + path + "/get/responses/200/content/application~1json/schema";
            String reference =
                    document.at(place + "/properties/items/items/$ref").asText();
            List<String> told = new ArrayList<>();
            document.at(reference.substring(1) + "/properties").fieldNames().forEachRemaining(told::add);
            List<String> there = new ArrayList<>();
            api.json("/api/v1/" + path).at("/items/0").fieldNames().forEachRemaining(there::add);
            List<String> required = new ArrayList<>();
            document.at(reference.substring(1) + "/required").forEach(field -> required.add(field.asText()));
            assertThat(there).as(path).containsAll(required);
            told.retainAll(there);
            assertThat(there).as(path).isEqualTo(told);
        }
    }

    @Test
    void documentTellsOfQuantilesByPattern() throws Exception {
        JsonNode window = api.json("/openapi.json").at("/components/schemas/Window");
        assertThat(window.at("/patternProperties").fieldNames().next()).isEqualTo("^(median|p[0-9]{2})$");
        assertThat(window.at("/properties").has("quantiles")).isFalse();
        assertThat(window.at("/required").toString()).contains("coverage").doesNotContain("mean", "localStart");
    }

    @Test
    void pageComesWithAPolicyThatKeepsItAtHome() throws Exception {
        HttpResponse<String> page = api.get("/");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(page.body()).contains("/page/main.js").doesNotContain("http://", "https://");
        for (String file : List.of("main", "chart", "operator")) {
            HttpResponse<String> script = api.get("/page/" + file + ".js");
            assertThat(script.statusCode()).as(file).isEqualTo(200);
            assertThat(script.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        }
        for (String view : List.of("/alerts", "/alert/episode-2", "/alert/a%7Cb")) {
            assertThat(api.get(view).body()).as(view).isEqualTo(page.body());
        }
    }

    private static List<String> texts(JsonNode answer, String field) {
        JsonNode items = answer.isArray() ? answer : answer.get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }
}
