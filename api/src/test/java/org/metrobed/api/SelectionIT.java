package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.api.columnar.ReadBack;
import org.metrobed.api.contract.CsvText;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/**
 * Rows are selected by value ({@code ValueFilter}, {@code WindowValues}), place ({@code Area}, {@code Surroundings}) and change; names of
 * alerts are checked ({@code AlertNames}); long requests come in a body ({@code QueryRequest}, {@code PostedQuestions}); tables can be wide
 * ({@code WideWindows}, {@code WideView}).
 */
class SelectionIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String STATION = "near=48.2001,16.3701&radius=500";

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

    /** As wished of servers that filter by time and place only. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "observations?property=pm25&result=>60 | 9",
                "observations?property=pm25&result=>=60 | 10",
                "observations?property=pm25&result=>60,<=62 | 2",
                "observations?property=pm25&result=60 | 1",
                "observations?property=pm25&result=!=60 | 58",
                "observations?property=pm25&result=>60&limit=4 | 4",
                "observations?property=pm25&result=>1e6 | 0",
                "windows?mean=>10 | 1",
                "windows?max=<=6&min=1 | 1",
                "windows?coverage=<0.75 | 2",
                "latest?result=>100 | 1"
            })
    void valuesAreCompared(String question, int count) throws Exception {
        assertThat(api.items("/api/v1/" + question.replace(">", "%3E").replace("<", "%3C")))
                .hasSize(count);
    }

    @Test
    void pagesOfComparedValuesAreFull() throws Exception {
        JsonNode page = api.json("/api/v1/observations?property=pm25&result=%3E40&limit=10");
        assertThat(page.get("items")).hasSize(10);
        assertThat(api.itemsOfAllPages("/api/v1/observations?property=pm25&result=%3E40&limit=10"))
                .hasSize(29);
    }

    /** The units of a radius and the order of a place are the usual mistakes; a list without place must not fail. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "things?STATION | 1",
                "things?near=48.2,16.37&radius=5000 | 3",
                "datastreams?STATION | 1",
                "latest?STATION | 1",
                "windows?STATION | 1",
                "observations?STATION | 60",
                "alerts?STATION | 2",
                "gaps?STATION&datetime=2026-05-01T12:00:00Z/PT20M | 1",
                "conflicts?STATION | 0",
                "windows?bbox=16.36,48.19,16.38,48.201 | 1",
                "latest?bbox=16.36,48.19,16.38,48.201 | 1",
                "alerts?near=48.22,16.40 | 0"
            })
    void placeSelectsOnEveryListOfData(String question, int count) throws Exception {
        assertThat(api.items("/api/v1/" + question.replace("STATION", STATION))).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows?near=16.37,48.2 | near | did you mean 48.2,16.37?",
                "windows?near=48.2,16.3&radius=320 | near | the nearest thing is 51",
                "windows?near=48.2 | near | must be latitude,longitude",
                "windows.csv?shape=wide&revisions=all | revisions | shape=wide has one value of each",
                "observations?near=16.37,48.2 | near | did you mean 48.2,16.37?",
                "windows?near=148.2,16 | near | did you mean 16,148.2?",
                "windows?near=48.2,16.37&radius=0 | radius | within [1,20100000]",
                "windows?bbox=48.19,16.36,48.21,16.38 | bbox | did you mean 16.36,48.19,16.38,48.21?",
                "observations?result=>x | result | must be a comparison with a number",
                "observations?result=NaN | result | must be a comparison with a number",
                "observations?result>50 | result>50 | did you mean result=>50?",
                "windows?agg=max&mean=>5 | mean | add it to agg",
                "windows?last=3&mean=>5 | last | not possible together with comparisons",
                "observations?last=3&result=>5 | last | not possible together with",
                "windows?shape=wide | shape | is for f=csv",
                "windows.csv?shape=wide&limit=4 | shape | leave out limit",
                "alerts?detector=hihg | detector | did you mean 'high'?",
                "alerts?assignee=nobody | assignee | no alert was ever assigned to"
            })
    void questionThatCannotBeAnsweredSaysWhy(String question, String parameter, String rule) throws Exception {
        String path = "/api/v1/" + question.replace(">", "%3E");
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonNode error = ApiFixture.parse(response.body()).at("/errors/0");
        assertThat(error.get("parameter").asText()).isEqualTo(parameter);
        assertThat(error.get("rule").asText()).contains(rule);
    }

    @Test
    void detectorsOfTheCatalogAreKnownWithoutAnyAlert() throws Exception {
        assertThat(api.items("/api/v1/alerts?detector=high")).hasSize(2);
        assertThat(api.items("/api/v1/alerts?detector=gateway-silent")).isEmpty();
    }

    @Test
    void wideTableHasAColumnForEachDatastreamWithItsUnit() throws Exception {
        List<List<String>> rows = CsvText.parse(api.get("/api/v1/windows.csv?shape=wide&agg=mean&tz=Europe/Vienna")
                .body());
        assertThat(rows)
                .containsExactly(
                        List.of(
                                "start",
                                "end",
                                "localStart",
                                "localTime",
                                "city/bridge/strain",
                                "city/park/pm25",
                                "city/station/pm25"),
                        List.of(
                                "2026-05-01T12:10:00.000Z",
                                "2026-05-01T12:11:00.000Z",
                                "2026-05-01T14:10:00+02:00",
                                "2026-05-01T14:10:00",
                                "",
                                "3.5",
                                "15.0"));
        ReadBack arrow =
                ReadBack.arrow(api.getBytes("/api/v1/windows.arrow?shape=wide").body());
        assertThat(arrow.units()).containsEntry("city/bridge/strain", "um/m").containsEntry("city/park/pm25", "ug/m3");
        assertThat(api.get("/api/v1/windows.csv?shape=wide&agg=min,max&property=pm25")
                        .body())
                .startsWith("start,end,city/park/pm25:min,city/park/pm25:max,city/station/pm25:min,");
        assertThat(api.get("/api/v1/windows.csv?shape=wide&columns=start,city/park/pm25")
                        .body())
                .startsWith("start,city/park/pm25\n");
    }

    @Test
    void copyFollowsByWhatChanged() throws Exception {
        assertThat(api.items("/api/v1/observations?property=pm25&changed_since=2026-05-01T12:09:00Z"))
                .as("received as it was observed")
                .hasSize(5);
        assertThat(api.items("/api/v1/windows?changed_since=2026-05-01T12:12:00Z"))
                .as("the second revision of the station's window")
                .hasSize(1);
        assertThat(api.items("/api/v1/windows?changed_since=2026-05-01T12:19:00Z"))
                .isEmpty();
    }

    /** Things that moved, or that no longer stand anywhere, were observed there. */
    @Test
    void observationsMayBeAskedForWhereNothingStands() throws Exception {
        assertThat(api.items("/api/v1/observations?near=48.3,16.37")).isEmpty();
    }

    @Test
    void longListsAreAskedForInABody() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            names.add("\"city/station/pm25\"");
        }
        String body = "{\"list\": \"observations\", \"parameters\": {\"limit\": [\"25\"], \"datastream\": ["
                + String.join(",", names) + "]}}";
        assertThat(body.length()).isGreaterThan(60_000);
        List<JsonNode> items = new ArrayList<>();
        String next = "/api/v1/query";
        while (!next.equals("null")) {
            HttpResponse<String> answer = api.post(next, body, "");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = ApiFixture.parse(answer.body());
            page.get("items").forEach(items::add);
            next = page.get("next").asText();
        }
        assertThat(items).isEqualTo(api.items("/api/v1/observations?property=pm25"));
        assertThat(api.post("/api/v1/query?f=csv", body.replace("\"limit\": [\"25\"], ", ""), "")
                        .body())
                .isEqualTo(api.get("/api/v1/observations.csv?property=pm25").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"list\": \"windos\", \"parameters\": {}} | did you mean 'windows'?",
                "{\"parameters\": {}} | has the list 'null'",
                "{\"list\": \"windows\", \"parameters\": {\"property\": [\"pm52\"]}} | did you mean 'pm25'?",
                "{\"list\": \"windows\", \"parameters\": {\"propety\": [\"pm25\"]}} | is not known here",
                "{\"list\": \"windows\", \"parameters\": {\"property\": [null]}} | has null in parameters.property"
            })
    void bodyThatCannotBeAnsweredSaysWhy(String body, String rule) throws Exception {
        HttpResponse<String> answer = api.post("/api/v1/query", body, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(rule);
    }

    @Test
    void emptyListsSayWhereTheirDataBegin() throws Exception {
        assertThat(api.json("/api/v1/alerts?datetime=2026-04-01/P1D")
                        .get("begins")
                        .asText())
                .isEqualTo("2026-05-01T12:00:00.000Z");
        assertThat(api.json("/api/v1/deadletters?datetime=2026-04-01/P1D")
                        .get("begins")
                        .asText())
                .isEqualTo("2026-05-01T12:00:00.000Z");
        assertThat(api.json("/api/v1/conflicts?datetime=2026-04-01/P1D").has("begins"))
                .as("there are none at all")
                .isFalse();
    }

    @Test
    void profilesHaveClassesOfWeekdays() throws Exception {
        List<JsonNode> kinds = api.items("/api/v1/profiles?property=pm25&by=kind-of-day");
        assertThat(kinds).isNotEmpty();
        assertThat(kinds.get(0).get("label").asText()).isEqualTo("weekday");
    }
}
