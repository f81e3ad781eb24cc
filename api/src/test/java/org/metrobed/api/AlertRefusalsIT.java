package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** Actions and silences that are refused: none of them changes anything, so that they share one API. */
class AlertRefusalsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String ACTIONS = "/api/v1/alerts/episode-2/actions";

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"by": "a", "reason": "r", "version": 0}                                              | action
            {"action": "close", "by": "a", "reason": "r", "version": 0}                           | action
            {"action": "comment", "reason": "r", "version": 0}                                    | by
            {"action": "comment", "by": "a", "reason": " ", "version": 0}                         | reason
            {"action": "comment", "by": "a", "reason": "r"}                                       | version
            {"action": "comment", "by": "a", "reason": "r", "version": -1}                        | version
            {"action": "assign", "by": "a", "reason": "r", "version": 0}                          | assignee
            {"action": "comment", "by": "a", "reason": "r", "version": 0, "assignee": "b"}        | assignee
            {"action": "comment", "by": "a", "reason": "r", "version": 0, "colour": "red"}        | colour
            {"action": "comment", "by": "a", "reason": "r", "version": "x"}                       | version
            """)
    void aBodyThatBreaksARuleNamesTheField(String body, String field) throws Exception {
        JsonNode problem = api.post(ACTIONS, body, 400);
        assertThat(problem.get("detail").asText()).contains(field);
        assertThat(api.post(ACTIONS, body, "").statusCode())
                .as("without a token")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "kind": "quiet", "pattern": "*/*/*", "reason": "r", "by": "a"                                  | kind
            "kind": "silence", "pattern": "city", "reason": "r", "by": "a"                                 | pattern
            "kind": "silence", "pattern": "*/*/*", "by": "a"                                               | reason
            "kind": "silence", "pattern": "*/*/*", "reason": "r"                                           | by
            "kind": "silence", "pattern": "*/*/*", "reason": "r", "by": "a", "detector": ""                | detector
            "kind": "silence", "pattern": "*/*/*", "reason": "r", "by": "a", "from": "2026-05-01"          | from
            "kind": "silence", "pattern": "*/*/*", "reason": "r", "by": "a", "from": "soon"                | from
            "kind": "silence", "pattern": "*/*/*", "reason": "r", "by": "a", "from": "2150-01-01"          | from
            """)
    void aSilenceThatBreaksARuleNamesTheField(String fields, String field) throws Exception {
        String body = "{" + fields + ", \"to\": \"" + Instant.now().plusSeconds(3_600) + "\"}";
        JsonNode problem = api.post("/api/v1/suppressions", body, 400);
        assertThat(problem.get("detail").asText()).contains("'" + field + "'");
    }

    @Test
    void aSilenceIsBounded() throws Exception {
        String start = "{\"kind\": \"silence\", \"pattern\": \"*/*/*\", \"reason\": \"r\", \"by\": \"a\", \"to\": \"";
        assertThat(api.post("/api/v1/suppressions", start + Instant.now().plus(Duration.ofDays(91)) + "\"}", 400)
                        .get("detail")
                        .asText())
                .contains("'to' that must lie at most 90 days");
        assertThat(api.post("/api/v1/suppressions", start + "2026-05-01\"}", 400)
                        .get("detail")
                        .asText())
                .contains("'to' that must lie after now");
        assertThat(api.post("/api/v1/suppressions/nobody/end", "{\"reason\": \"r\", \"by\": \"a\"}", 404)
                        .get("detail")
                        .asText())
                .contains("nobody");
        assertThat(api.post("/api/v1/suppressions/nobody/end", "{\"by\": \"a\"}", 400)
                        .get("detail")
                        .asText())
                .contains("'reason'");
        assertThat(api.get("/api/v1/suppressions/nobody").statusCode()).isEqualTo(404);
    }
}
