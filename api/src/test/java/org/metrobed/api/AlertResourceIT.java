package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** Alerts: conditions, actions and suppressions. */
class AlertResourceIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String OPEN = "episode-2";
    private static final String MEMBER = "member";
    private static final String SIGN = "sign";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PEOPLE = 8;

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        AlertEvent member = Seeds.event(MEMBER, 0, AlertEvent.Kind.OPENED, 9, 10);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
        api.append(
                RowWriters.alertEvents(),
                List.of(
                        member.with(new Finding("jump", 0.9, 12, Finding.Origin.ENVIRONMENT, OPEN), "all jump"),
                        Seeds.event(SIGN, 0, AlertEvent.Kind.PENDING, 10, 10)));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void alertsAreChosenByConditionAndBelonging() throws Exception {
        assertThat(ids("")).containsExactly(MEMBER, OPEN, "episode-1");
        assertThat(ids("?state=pending")).containsExactly(SIGN);
        assertThat(ids("?state=open,pending")).containsExactly(SIGN, MEMBER, OPEN);
        assertThat(ids("?calls=yes&state=open")).containsExactly(OPEN);
        assertThat(ids("?calls=no")).containsExactly(MEMBER);
        assertThat(ids("?parent=" + OPEN)).containsExactly(MEMBER);
        assertThat(ids("?severity=warning")).hasSize(3);
        assertThat(ids("?severity=critical")).isEmpty();
        assertThat(ids("?detector=high,watch")).hasSize(3);
        assertThat(ids("?detector=watch")).isEmpty();
        assertThat(ids("?detector=network-silent")).as("there was none yet").isEmpty();
        assertThat(ids("?suppressed=yes")).containsExactly(MEMBER);
        assertThat(ids("?suppressed=no")).containsExactly(OPEN, "episode-1");
        assertThat(api.get("/api/v1/alerts?calls=maybe").statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasFoundIsTold() throws Exception {
        JsonNode member = api.json("/api/v1/alerts/" + MEMBER);
        assertThat(member.get("cause").asText()).isEqualTo("jump");
        assertThat(member.get("score").asDouble()).isEqualTo(0.9);
        assertThat(member.get("usual").asDouble()).isEqualTo(12);
        assertThat(member.get("origin").asText()).isEqualTo("environment");
        assertThat(member.get("parent").asText()).isEqualTo(OPEN);
        assertThat(member.at("/suppression/kind").asText()).isEqualTo("parent");
        assertThat(member.at("/suppression/id").asText()).isEqualTo(OPEN);
        assertThat(api.json("/api/v1/alerts/" + OPEN).get("members").asInt()).isEqualTo(1);
        assertThat(api.get("/api/v1/alerts/nobody").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/alerts/nobody/history").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/alerts?f=csv").body())
                .contains("acknowledgement_state,acknowledgement_by")
                .contains("none");
    }

    @Test
    void whatPeopleDoIsKeptFoldedAndTold() throws Exception {
        JsonNode acknowledged = act(OPEN, "acknowledge", "ada", 0, "", 200);
        assertThat(acknowledged.at("/acknowledgement/state").asText()).isEqualTo("acknowledged");
        assertThat(acknowledged.at("/acknowledgement/by").asText()).isEqualTo("ada");
        assertThat(acknowledged.get("version").asInt()).isEqualTo(1);
        assertThat(act(OPEN, "assign", "ada", 1, "bob", 200).get("assignee").asText())
                .isEqualTo("bob");
        act(OPEN, "comment", "bob", 2, "", 200);
        assertThat(act(OPEN, "approve", "eve", 3, "", 200).at("/approval/by").asText())
                .isEqualTo("eve");
        assertThat(ids("?acknowledged=yes")).containsExactly(OPEN);
        assertThat(ids("?acknowledged=no")).containsExactly(MEMBER, "episode-1");
        assertThat(ids("?assignee=bob")).containsExactly(OPEN);

        api.restart();
        JsonNode after = api.json("/api/v1/alerts/" + OPEN);
        assertThat(after.get("version").asInt()).isEqualTo(4);
        assertThat(after.get("assignee").asText()).isEqualTo("bob");
        assertThat(act(OPEN, "unassign", "ada", 4, "", 200).get("assignee").isNull())
                .isTrue();
        assertThat(act(OPEN, "unacknowledge", "ada", 5, "", 200)
                        .at("/acknowledgement/state")
                        .asText())
                .isEqualTo("none");
        assertThat(api.json("/api/v1/alerts/" + OPEN + "?as_of=2026-05-01T12:15:00Z")
                        .get("version")
                        .asInt())
                .as("nobody had done anything by then")
                .isZero();
    }

    @Test
    void aVersionThatIsNotTheNewestIsAConflictThatNamesIt() throws Exception {
        act(OPEN, "acknowledge", "ada", 0, "", 200);
        assertThat(act(OPEN, "acknowledge", "ada", 0, "", 200).get("version").asInt())
                .as("the same again")
                .isEqualTo(1);
        JsonNode problem = act(OPEN, "acknowledge", "bob", 0, "", 409);
        assertThat(problem.get("type").asText()).isEqualTo("urn:metrobed:problem:stale-version");
        assertThat(problem.get("currentVersion").asInt()).isEqualTo(1);
        assertThat(act(OPEN, "acknowledge", "bob", 1, "", 200).get("version").asInt())
                .isEqualTo(2);
        assertThat(act(SIGN, "comment", "ada", 0, "", 409).get("type").asText())
                .isEqualTo("urn:metrobed:problem:conflict");
        assertThat(act("nobody", "comment", "ada", 0, "", 404).get("detail").asText())
                .contains("nobody");
    }

    @Test
    void ofManyPeopleAtOnceOneIsFirstAndTheOthersCanGoOn() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Callable<HttpResponse<String>>> all = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                String body = body("acknowledge", "person " + i, 0, "");
                all.add(() -> api.post("/api/v1/alerts/" + OPEN + "/actions", body, ApiFixture.TOKEN));
            }
            int first = 0;
            for (Future<HttpResponse<String>> answer : people.invokeAll(all)) {
                if (answer.get().statusCode() == 200) {
                    first++;
                } else {
                    assertThat(answer.get().statusCode()).isEqualTo(409);
                    assertThat(answer.get().body()).contains("\"currentVersion\":1");
                }
            }
            assertThat(first).isEqualTo(1);
        } finally {
            people.shutdownNow();
        }
        assertThat(act(OPEN, "comment", "late", 1, "", 200).get("version").asInt())
                .isEqualTo(2);
    }

    @Test
    void whileASilenceHoldsNobodyIsCalled() throws Exception {
        Eventually.await("one call", LIMIT, () -> calling() == 1);
        JsonNode made = silence("\"pattern\": \"city/station/*\"", 201);
        assertThat(made.get("state").asText()).isEqualTo("held");
        JsonNode silenced = api.json("/api/v1/alerts/" + OPEN);
        assertThat(silenced.at("/suppression/kind").asText()).isEqualTo("silence");
        assertThat(silenced.at("/suppression/id").asText())
                .isEqualTo(made.get("id").asText());
        assertThat(silenced.at("/suppression/until").asText())
                .isEqualTo(made.get("to").asText());
        assertThat(ids("?suppressed=no&state=open")).isEmpty();
        assertThat(ids("?suppressed=yes&state=open")).containsExactly(MEMBER, OPEN);
        Eventually.await("no call", LIMIT, () -> calling() == 0);
        silence("\"pattern\": \"city/park/*\"", 201);
        silence("\"pattern\": \"city/station/*\", \"detector\": \"low\"", 201);

        String path = "/api/v1/suppressions/" + made.get("id").asText();
        JsonNode ended = post(path + "/end", "{\"reason\": \"done\", \"by\": \"bob\"}", 200);
        assertThat(ended.get("state").asText()).isEqualTo("over");
        assertThat(ended.get("endedBy").asText()).isEqualTo("bob");
        assertThat(api.json("/api/v1/alerts/" + OPEN).get("suppression").isNull())
                .isTrue();
        assertThat(post(path + "/end", "{\"reason\": \"done\", \"by\": \"bob\"}", 409)
                        .get("detail")
                        .asText())
                .contains("over already");
        assertThat(api.json(path).get("endedReason").asText()).isEqualTo("done");
        assertThat(api.json("/api/v1/suppressions").get("items")).hasSize(3);
        assertThat(api.json("/api/v1/suppressions?state=held").get("items")).hasSize(2);
        JsonNode page = api.json("/api/v1/suppressions?limit=2");
        assertThat(api.json(page.get("next").asText()).at("/items/0/id")).isEqualTo(made.get("id"));
    }

    @Test
    void historyTellsWhoWhenAndWhy() throws Exception {
        act(OPEN, "acknowledge", "ada", 0, "", 200);
        String id = silence("\"pattern\": \"city/station/*\"", 201).get("id").asText();
        act(OPEN, "assign", "ada", 1, "bob", 200);
        post("/api/v1/suppressions/" + id + "/end", "{\"reason\": \"done\", \"by\": \"bob\"}", 200);

        JsonNode items = api.json("/api/v1/alerts/" + OPEN + "/history").get("items");
        assertThat(items.findValuesAsText("what"))
                .containsExactly("opened", "acknowledge", "silence", "assign", "ended");
        assertThat(items.findValuesAsText("by")).containsExactly("high", "ada", "carl", "ada", "bob");
        assertThat(items.findValuesAsText("reason"))
                .containsExactly(
                        "Fine particles above 50 ug/m3 for a minute",
                        "because of 0",
                        "road works",
                        "because of 1",
                        "done");
        assertThat(items.get(0).get("time").asText()).isEqualTo("2026-05-01T12:09:00.000Z");
        assertThat(items.get(3).get("assignee").asText()).isEqualTo("bob");
        assertThat(items.get(3).get("version").asInt()).isEqualTo(2);
        assertThat(api.json("/api/v1/alerts/" + OPEN + "/history?as_of=2026-05-01T12:15:00Z")
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void streamTellsWhatPeopleDoThroughAnyInstance() throws Exception {
        Eventually.await("the topics to be followed", LIMIT, () -> isFollowed());
        String last;
        try (EventClient client = EventClient.open(api, "/api/v1/stream?testbed=city", null)) {
            JsonNode snapshot = ApiFixture.parse(client.await("snapshot", LIMIT).data());
            assertThat(snapshot.at("/alerts/1/id").asText()).isEqualTo(OPEN);
            assertThat(snapshot.at("/alerts/1/version").asInt()).isZero();
            act(OPEN, "acknowledge", "ada", 0, "", 200);
            EventClient.Event event = client.await("handling", OPEN, LIMIT);
            JsonNode handling = ApiFixture.parse(event.data());
            assertThat(handling.get("version").asInt()).isEqualTo(1);
            assertThat(handling.at("/acknowledgement/by").asText()).isEqualTo("ada");
            assertThat(handling.get("suppression").isNull()).isTrue();
            silence("\"pattern\": \"city/station/*\"", 201);
            assertThat(ApiFixture.parse(client.await("handling", OPEN, LIMIT).data())
                            .at("/suppression/reason")
                            .asText())
                    .isEqualTo("road works");
            last = event.id();
        }
        try (EventClient client = EventClient.open(api, "/api/v1/stream", last)) {
            assertThat(client.await("handling", OPEN, LIMIT).data())
                    .as("who comes back is told again")
                    .contains("\"version\":1")
                    .contains("road works");
            assertThat(client.seen()).doesNotContain("snapshot");
        }
    }

    private boolean isFollowed() {
        try {
            return api.health().at("/parts/1/status").asText().equals("up");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private double calling() {
        try {
            return api.get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("metrobed_alerts_calling{severity=\"warning\"}"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElse(-1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<String> ids(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        api.json("/api/v1/alerts" + query)
                .get("items")
                .forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    private JsonNode silence(String fields, int status) throws Exception {
        return post(
                "/api/v1/suppressions",
                "{\"kind\": \"silence\", " + fields + ", \"reason\": \"road works\", \"by\": \"carl\", \"to\": \""
                        + Instant.now().plusSeconds(3_600) + "\"}",
                status);
    }

    private JsonNode act(String id, String action, String by, int version, String assignee, int status)
            throws Exception {
        return post("/api/v1/alerts/" + id + "/actions", body(action, by, version, assignee), status);
    }

    private static String body(String action, String by, int version, String assignee) {
        return "{\"action\": \"" + action + "\", \"by\": \"" + by + "\", \"reason\": \"because of " + version
                + "\", \"version\": " + version
                + (assignee.isEmpty() ? "" : ", \"assignee\": \"" + assignee + "\"") + "}";
    }

    private JsonNode post(String path, String body, int status) throws Exception {
        return api.post(path, body, status);
    }
}
