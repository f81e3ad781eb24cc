package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.api.contract.CsvText;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** Questions of researchers: some columns, the newest rows, one thing, a name that does not exist, data that begin later. */
class QuestionsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = filled();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static ApiFixture filled() throws Exception {
        ApiFixture api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.windows(), Seeds.windows());
        return api;
    }

    /** As reported of a server whose header did not follow the chosen columns. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows?property=pm25&window=PT1H&datetime=P7D/..&columns=start,datastream,mean,coverage | start,datastream,mean,coverage",
                "windows?columns=maxTime,median,counts_good | maxTime,median,counts_good",
                "windows?agg=mean | datastream,start,end,unit,coverage,incomplete,mean",
                "windows?agg=max,p95 | datastream,start,end,unit,coverage,incomplete,max,p95",
                "windows?agg=count&state=all | datastream,start,end,unit,coverage,incomplete,open,count",
                "windows?agg=mean&group_by=thing&tz=Europe/Paris | group,property,datastreams,start,end,localStart,localTime,unit,coverage,incomplete,mean",
                "windows?agg=mean&revisions=all | datastream,start,end,unit,coverage,incomplete,mean,revision,recordedTime",
                "observations?columns=phenomenonTime,result | phenomenonTime,result",
                "things?columns=id,latitude | id,latitude",
                "datastreams?columns=id,fail_high | id,fail_high"
            })
    void csvHasTheColumnsThatAreAskedForInTheirOrder(String question, String header) throws Exception {
        List<List<String>> rows =
                CsvText.parse(api.get("/api/v1/" + question + "&f=csv").body());
        assertThat(rows).hasSizeGreaterThan(question.contains("PT1H") ? 0 : 1);
        assertThat(String.join(",", rows.get(0))).isEqualTo(header);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
    }

    /** Lists that need a token. */
    private static final Set<String> FOR_PEOPLE =
            Set.of("/api/v1/unbound", "/api/v1/ignored-fields", "/api/v1/keys", "/api/v1/usage");

    @Test
    void chosenColumnsHaveTheirValues() throws Exception {
        List<List<String>> rows =
                CsvText.parse(api.get("/api/v1/windows?columns=datastream,max,counts_good,median&f=csv&property=pm25")
                        .body());
        assertThat(rows).contains(List.of("city/park/pm25", "6.0", "6", "3.5"));
        JsonNode line = ApiFixture.parse(api.get("/api/v1/windows?columns=counts,max&f=ndjson&thing=city/park")
                .body());
        assertThat(line.toString())
                .isEqualTo(
                        "{\"counts\":{\"good\":6,\"notEvaluated\":0,\"suspect\":0,\"fail\":0,\"missing\":0},\"max\":6.0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows?f=csv&columns=maen | columns | did you mean 'mean'?",
                "windows?f=csv&columns=start,, | columns | is ''",
                "observations?f=csv&columns=value | columns | known: datastream, phenomenonTime, result",
                "windows?columns=start | columns | is for f=csv, arrow, parquet and ndjson",
                "windows?f=csv&property=pm25&columns=increase | columns | no meaning for the statistic mean",
                "windows?last=0 | last | within [1,1000]",
                "windows?last=3&limit=5 | last | leave out limit and cursor",
                "observations?last=3&bbox=16,48,17,49 | last | not possible together with bbox",
                "things?bbox=48.205,16.38,48.3,16.5 | bbox | did you mean 16.38,48.205,16.5,48.3?",
                "observations?bbox=48.205,16.38,48.3,16.5 | bbox | did you mean 16.38,48.205,16.5,48.3?",
                "things?bbox=16,100,17,120 | bbox | did you mean 100,16,120,17?"
            })
    void questionThatCannotBeAnsweredSaysWhy(String question, String parameter, String rule) throws Exception {
        HttpResponse<String> response = api.get("/api/v1/" + question);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonNode error = ApiFixture.parse(response.body()).at("/errors/0");
        assertThat(error.get("parameter").asText()).isEqualTo(parameter);
        assertThat(error.get("rule").asText()).contains(rule);
    }

    /** As reported of servers that answer the oldest rows, or cannot answer the newest of each series. */
    @Test
    void newestRowsOfEachSeriesComeInOneAnswer() throws Exception {
        List<JsonNode> observations = api.items("/api/v1/observations?last=3");
        assertThat(texts(observations, "datastream"))
                .containsOnly("city/station/pm25", "city/bridge/strain")
                .hasSize(6);
        assertThat(texts(observations, "phenomenonTime"))
                .isSorted()
                .startsWith("2026-05-01T12:09:30.000Z")
                .endsWith("2026-05-01T12:19:50.000Z");
        assertThat(texts(api.items("/api/v1/observations?last=3&order=desc"), "phenomenonTime"))
                .containsExactlyElementsOf(reversed(texts(observations, "phenomenonTime")));
        assertThat(texts(api.items("/api/v1/observations?last=1&datetime=2026-05-01T12:00:00Z/PT1M"), "phenomenonTime"))
                .containsExactly("2026-05-01T12:00:50.000Z", "2026-05-01T12:00:50.000Z");
        assertThat(texts(api.items("/api/v1/observations?last=1&qc=3"), "phenomenonTime"))
                .containsExactly("2026-05-01T12:00:50.000Z");
        assertThat(texts(api.items("/api/v1/windows?last=1"), "datastream"))
                .as("in all times, also of series that are silent")
                .containsExactlyInAnyOrder("city/bridge/strain", "city/park/pm25", "city/station/pm25");
        assertThat(api.items("/api/v1/windows?last=1&group_by=testbed")).hasSize(2);
    }

    @Test
    void emptyAnswerSaysWhereTheDataBegin() throws Exception {
        for (String path : List.of("observations", "windows")) {
            JsonNode before = api.json("/api/v1/" + path + "?property=pm25&datetime=2026-04-01/P1D");
            assertThat(before.get("items")).isEmpty();
            assertThat(before.get("begins").asText())
                    .as(path)
                    .isEqualTo(path.equals("windows") ? "2026-05-01T12:10:00.000Z" : "2026-05-01T12:00:00.000Z");
            assertThat(api.get("/api/v1/" + path + "?f=csv&property=pm25&datetime=2026-04-01/P1D")
                            .headers()
                            .firstValue("Metrobed-Begins"))
                    .isPresent();
            assertThat(api.json("/api/v1/" + path + "?property=pm25&datetime=2026-05-01T12:15:00Z/PT1M")
                            .has("begins"))
                    .as("a gap between data is no beginning")
                    .isFalse();
        }
        assertThat(api.json("/api/v1/observations?datastream=city/park/pm25").has("begins"))
                .as("it has no data at all")
                .isFalse();
    }

    @Test
    void thingAndDatastreamHaveAddresses() throws Exception {
        JsonNode thing = api.json("/api/v1/things/city/station");
        assertThat(thing).isEqualTo(api.items("/api/v1/things").get(2));
        JsonNode datastream = api.json("/api/v1/datastreams/city/station/pm25");
        assertThat(datastream.get("unit").asText()).isEqualTo("ug/m3");
        assertThat(api.get("/api/v1/things/city/station").headers().firstValue("Link"))
                .hasValueSatisfying(links -> assertThat(links)
                        .contains("</api/v1/things/city/station>; rel=\"self\"")
                        .contains("</openapi.json>; rel=\"describedby\"")
                        .contains("rel=\"license\""));
        for (String path : List.of(
                "things/city/statoin", "datastreams/city/station/pm2", "datastreams/city/station/pm2/quality")) {
            HttpResponse<String> response = api.get("/api/v1/" + path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).containsIgnoringCase("did you mean 'city/station");
        }
    }

    @Test
    void landingPageLinksEveryListAndTheDescription() throws Exception {
        JsonNode page = api.json("/api/v1/");
        assertThat(api.json("/api/v1")).isEqualTo(page);
        List<JsonNode> links =
                StreamSupport.stream(page.get("links").spliterator(), false).toList();
        assertThat(texts(links, "rel")).contains("self", "describedby", "service-desc", "license", "item");
        assertThat(texts(links, "href")).contains("/api/v1/windows", "/api/v1/things", "/openapi.json");
        for (JsonNode link : links) {
            String href = link.get("href").asText();
            if (href.startsWith("/api") && !href.endsWith("/stream")) {
                assertThat(api.get(href).statusCode()).as(href).isEqualTo(FOR_PEOPLE.contains(href) ? 401 : 200);
            }
        }
    }

    /** As reported of servers that cut GeoJSON at their limit and say nothing. */
    @Test
    void geoJsonGoesOnFromPageToPage() throws Exception {
        List<String> ids = new ArrayList<>();
        String next = "/api/v1/things?f=geojson&limit=1";
        while (next != null) {
            HttpResponse<String> response = api.get(next);
            JsonNode page = ApiFixture.parse(response.body());
            page.get("features").forEach(feature -> ids.add(feature.get("id").asText()));
            assertThat(page.get("features")).hasSize(1);
            String link = response.headers().firstValue("Link").orElseThrow();
            next = page.has("links") ? page.at("/links/0/href").asText() : null;
            assertThat(link.contains("rel=\"next\"")).isEqualTo(next != null);
        }
        assertThat(ids).containsExactly("city/bridge", "city/park", "city/station");
    }

    @Test
    void newestValuesAreOfOneLogTimeOnAllPages() throws Exception {
        try (ApiFixture own = filled()) {
            JsonNode first = own.json("/api/v1/latest?limit=1");
            own.advance(Duration.ofMinutes(5));
            Eventually.passes(
                    Duration.ofSeconds(60),
                    () -> assertThat(asOf(own)).isNotEqualTo(first.get("asOf").asText()));
            JsonNode second = own.json(first.get("next").asText());
            assertThat(second.get("asOf")).isEqualTo(first.get("asOf"));
        }
    }

    private static List<String> reversed(List<String> texts) {
        List<String> reversed = new ArrayList<>(texts);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<String> texts(List<JsonNode> items, String field) {
        return items.stream().map(item -> item.get(field).asText()).toList();
    }

    private static String asOf(ApiFixture api) {
        try {
            return api.json("/api/v1/latest").get("asOf").asText();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
