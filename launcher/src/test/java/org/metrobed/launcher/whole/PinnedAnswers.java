package org.metrobed.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.metrobed.testkit.Eventually;

/** Answers of the API at one {@code as_of}, which another version and another start answer alike. Immutable. */
record PinnedAnswers(Map<String, String> bodies) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(180);

    /** Asks for rows of a datastream from a time on, as of now. */
    static PinnedAnswers ask(String url, String datastream, Instant from) {
        String rows = "datastream=" + datastream + "&datetime=" + from + "/" + from.plus(Duration.ofHours(44))
                + "&limit=1000";
        List<String> questions = List.of(
                "/api/v1/observations?" + rows,
                "/api/v1/windows?window=PT15M&" + rows,
                "/api/v1/windows?window=PT1H&agg=mean,max,count&" + rows,
                "/api/v1/windows?window=PT1M&agg=mean&" + rows,
                "/api/v1/profiles?by=hour-of-day&" + rows.replace("&limit=1000", ""),
                "/api/v1/gaps?longer_than=PT5M&" + rows,
                "/api/v1/alerts?testbed=riverbend&limit=1000",
                "/api/v1/deadletters?limit=1000");
        String asOf = read(body(url + questions.get(0))).path("asOf").asText();
        assertThat(asOf).as("as_of of an answer").isNotEmpty();
        Map<String, String> bodies = new LinkedHashMap<>();
        for (String question : questions) {
            String pinned = question + "&as_of=" + asOf;
            bodies.put(pinned, body(url + pinned));
        }
        return new PinnedAnswers(bodies);
    }

    /** All answers are the same bytes. */
    void areTheSame(String url) {
        bodies.forEach((question, before) ->
                assertThat(body(url + question)).as(question).isEqualTo(before));
    }

    /** Each field of each row is what it was; a newer version may have added fields. */
    void areContained(String url) {
        bodies.forEach((question, before) -> contains(read(before), read(body(url + question)), question));
    }

    private static void contains(JsonNode before, JsonNode now, String where) {
        if (before.isObject()) {
            before.properties()
                    .forEach(field ->
                            contains(field.getValue(), now.path(field.getKey()), where + " " + field.getKey()));
        } else if (before.isArray()) {
            assertThat(now.size()).as("rows of " + where).isEqualTo(before.size());
            List<JsonNode> rows =
                    StreamSupport.stream(before.spliterator(), false).toList();
            for (int row = 0; row < rows.size(); row++) {
                contains(rows.get(row), now.get(row), where + "[" + row + "]");
            }
        } else {
            assertThat(now).as(where).isEqualTo(before);
        }
    }

    private static String body(String url) {
        return Eventually.get("an answer to " + url, LIMIT, () -> Http.get(url), body -> !body.isEmpty());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }
}
