package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.contract.RawHttp;
import org.metrobed.api.contract.Requests;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/**
 * Every route, with every role, with data of every visibility. The routes are those of the OpenAPI document; a route that has no
 * rule here fails the test.
 */
class ReadersIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** What a route answers to whom. */
    private enum Rule {
        /** The same to everybody; about no project. */
        SERVER,
        /** What the reader sees, with the marks of all projects that the reader sees if it is a list of them. */
        SEEN,
        /** As SEEN, of one thing or row that everybody sees. */
        ONE,
        /** Refused unless the reader sees everything. */
        WHOLE,
        /** Refused unless the reader is an admin of everything. */
        ADMIN
    }

    private static final Map<String, Rule> READS = reads();
    /** The writes, with what a researcher, an operator, a limited operator and an admin may: true if it is not refused. */
    private static final Map<String, List<Boolean>> WRITES = Map.of(
            "/api/v1/alerts/{id}/actions", List.of(false, true, true, true),
            "/api/v1/annotations", List.of(false, true, true, true),
            "/api/v1/annotations/{id}/undo", List.of(false, true, true, true),
            "/api/v1/recomputes", List.of(false, true, true, true),
            "/api/v1/suppressions", List.of(false, true, false, true),
            "/api/v1/suppressions/{id}/end", List.of(false, true, false, true),
            "/api/v1/redrives", List.of(false, false, false, true),
            "/api/v1/keys", List.of(false, false, false, true),
            "/api/v1/keys/{id}/revoke", List.of(false, false, false, true),
            "/api/v1/query", List.of(true, true, true, true));

    private static final String NOBODY = "";
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private static ApiFixture api;
    private static JsonNode document;
    private static Requests requests;
    private static final Map<String, Set<String>> MARKS_SEEN = new LinkedHashMap<>();

    private static Map<String, Rule> reads() {
        Map<String, Rule> rules = new TreeMap<>();
        for (String path :
                List.of("/health", "/livez", "/readyz", "/metrics", "/openapi.json", "/metrobed.py", "/metrobed.R")) {
            rules.put(path, Rule.SERVER);
        }
        rules.put("/api/v1/quality-tests", Rule.SERVER);
        for (String list : List.of(
                "things",
                "projects",
                "datastreams",
                "observations",
                "windows",
                "profiles",
                "gaps",
                "latest",
                "alerts",
                "annotations",
                "suppressions")) {
            rules.put("/api/v1/" + list, Rule.SEEN);
        }
        for (String one : List.of(
                "/api/v1",
                "/api/v1/testbeds",
                "/api/v1/gateways",
                "/api/v1/conflicts",
                "/api/v1/alert-precision",
                "/api/v1/testbeds/{testbed}/ground",
                "/api/v1/things/{testbed}/{thing}",
                "/api/v1/gateways/{testbed}/{gateway}",
                "/api/v1/datastreams/{testbed}/{thing}/{property}",
                "/api/v1/datastreams/{testbed}/{thing}/{property}/quality",
                "/api/v1/datastreams/{testbed}/{thing}/{property}/expected",
                "/api/v1/alerts/{id}",
                "/api/v1/alerts/{id}/history",
                "/api/v1/annotations/{id}",
                "/api/v1/suppressions/{id}",
                "/api/v1/stream")) {
            rules.put(one, Rule.ONE);
        }
        for (String whole : List.of("", "/{id}", "/{id}/payload")) {
            rules.put("/api/v1/deadletters" + whole, Rule.WHOLE);
        }
        rules.put("/api/v1/unbound", Rule.WHOLE);
        rules.put("/api/v1/ignored-fields", Rule.WHOLE);
        rules.put("/api/v1/keys", Rule.ADMIN);
        rules.put("/api/v1/usage", Rule.ADMIN);
        return rules;
    }

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA, VisibleCity.bundles());
        VisibleCity.append(api);
        for (String mark : VisibleCity.ALL) {
            String datastream = VisibleCity.thing(mark) + "/pm25";
            api.post(
                    "/api/v1/annotations",
                    "{\"datastream\": \"" + datastream
                            + "\", \"datetime\": \"2026-05-01T12:15:00Z/2026-05-01T12:16:00Z\","
                            + " \"kind\": \"bad\", \"reason\": \"" + mark + " bird\", \"author\": \"" + mark
                            + " ann\"}",
                    202);
            api.post(
                    "/api/v1/suppressions",
                    "{\"kind\": \"silence\", \"pattern\": \"" + datastream + "\", \"reason\": \"" + mark
                            + " works\", \"by\": \"ann\", \"to\": \""
                            + Instant.now().plusSeconds(3_600) + "\"}",
                    201);
            api.post(
                    "/api/v1/alerts/alert-" + datastream.replace('/', '-') + "/actions",
                    "{\"action\": \"assign\", \"by\": \"ann\", \"assignee\": \"" + mark
                            + " bob\", \"reason\": \"seen\", \"version\": 0}",
                    200);
        }
        api.awaitCorrections();
        document = api.json("/openapi.json");
        requests = new Requests(
                document,
                Map.of(
                        "testbed", "town",
                        "thing", "qqopen-pole",
                        "property", "pm25",
                        "gateway", "gw",
                        "id", "alert-town-qqopen-pole-pm25",
                        "datastream=", "town/qqopen-pole/pm25",
                        "testbed=", "town",
                        "thing=", "town/qqopen-pole",
                        "property=", "pm25"));
        MARKS_SEEN.put(NOBODY, Set.of("qqopen"));
        MARKS_SEEN.put(key("researcher", ""), Set.of("qqopen", "qqrsch"));
        MARKS_SEEN.put(key("operator", ""), Set.of("qqopen", "qqrsch", "qqoper"));
        MARKS_SEEN.put(key("operator", "\"qqrsch-project\", \"qqadmn-project\""), Set.of("qqopen", "qqrsch"));
        MARKS_SEEN.put(key("admin", ""), Set.copyOf(VisibleCity.ALL));
        MARKS_SEEN.put(ApiFixture.TOKEN, Set.copyOf(VisibleCity.ALL));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void everyRouteHasARule() {
        Set<String> reads = new TreeSet<>();
        Set<String> writes = new TreeSet<>();
        document.get("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                reads.add(path.getKey());
            }
            if (path.getValue().has("post")) {
                writes.add(path.getKey());
            }
        });
        assertThat(reads)
                .as("add a rule for a new route, and rows of every project that it shows")
                .isEqualTo(READS.keySet());
        assertThat(writes).isEqualTo(new TreeSet<>(WRITES.keySet()));
    }

    @Test
    void noAnswerHasDataThatItsReaderDoesNotSee() throws Exception {
        Map<String, String> breaches = new TreeMap<>();
        for (Map.Entry<String, Set<String>> reader : MARKS_SEEN.entrySet()) {
            for (Requests.Asked asked : requests.documented()) {
                String path = template(asked);
                if (READS.get(path) == Rule.SERVER && !asked.parameter().isEmpty()) {
                    continue;
                }
                Answered answer = ask(reader.getKey(), asked.path());
                if (answer.status() >= 500 && answer.status() != 503) {
                    breaches.put(name(reader) + asked.path(), "status " + answer.status());
                }
                hidden(reader.getValue()).stream()
                        .filter(answer.text()::contains)
                        .forEach(mark -> breaches.put(name(reader) + asked.path(), around(answer.text(), mark)));
                check(path, reader, asked, answer, breaches);
            }
        }
        assertThat(breaches).isEmpty();
    }

    private static void check(
            String path,
            Map.Entry<String, Set<String>> reader,
            Requests.Asked asked,
            Answered answer,
            Map<String, String> breaches) {
        boolean all = reader.getValue().size() == VisibleCity.ALL.size();
        Rule rule = READS.get(path);
        if ((rule == Rule.WHOLE || rule == Rule.ADMIN) && !all) {
            if (!REFUSED.contains(answer.status())) {
                breaches.put(name(reader) + asked.path(), "is not refused: " + answer.status());
            }
        } else if (REFUSED.contains(answer.status())) {
            breaches.put(name(reader) + asked.path(), "is refused: " + answer.status());
        } else if (rule == Rule.SEEN && asked.parameter().isEmpty()) {
            reader.getValue().stream()
                    .filter(mark -> !answer.text().contains(mark))
                    .forEach(mark -> breaches.put(name(reader) + asked.path(), "lacks " + mark));
        }
    }

    @Test
    void whatIsHiddenAnswersAsWhatDoesNotExist() throws Exception {
        Map<String, String> breaches = new TreeMap<>();
        for (Map.Entry<String, Set<String>> reader : MARKS_SEEN.entrySet()) {
            for (String mark : hidden(reader.getValue())) {
                for (String path : hiddenNames(mark)) {
                    String unknown = path.replace(mark, mark.substring(0, 2) + "zz" + mark.substring(4));
                    Answered one = ask(reader.getKey(), path);
                    Answered other = ask(reader.getKey(), unknown);
                    String same = other.text().replace(mark.substring(0, 2) + "zz" + mark.substring(4), mark);
                    if (one.status() != other.status() || !one.text().equals(same)) {
                        breaches.put(name(reader) + path, one + "\n instead of " + same);
                    }
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    /** Every way to name something of a project: parameters of paths and of queries. */
    private static List<String> hiddenNames(String mark) {
        String thing = VisibleCity.thing(mark);
        List<String> paths = new ArrayList<>();
        Map<String, String> values = Map.of(
                "datastream", thing + "/pm25",
                "thing", thing,
                "property", mark + "-gas",
                "testbed", thing.startsWith("town/") ? mark + "-nowhere" : thing.split("/", -1)[0],
                "detector", mark + "-gas-rule",
                "assignee", mark + "%20bob",
                "parent", "alert-" + thing.replace('/', '-') + "-pm25");
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().path("get").path("parameters").forEach(parameter -> {
                    String name = parameter.get("name").asText();
                    if (parameter.get("in").asText().equals("query")
                            && values.containsKey(name)
                            && !path.getKey().contains("{")) {
                        paths.add(path.getKey() + "?" + name + "=" + values.get(name));
                    }
                }));
        String alert = "/api/v1/alerts/alert-" + thing.replace('/', '-') + "-pm25";
        paths.addAll(List.of(
                "/api/v1/things/" + thing,
                "/api/v1/datastreams/" + thing + "/pm25",
                "/api/v1/datastreams/" + thing + "/pm25/quality",
                "/api/v1/datastreams/" + thing + "/pm25/expected",
                "/api/v1/gateways/" + thing.split("/", -1)[0] + "/" + mark + "-gw",
                "/api/v1/testbeds/" + thing.split("/", -1)[0].replace("town/", mark) + "/ground",
                alert,
                alert + "/history"));
        return paths;
    }

    @Test
    void eachMayChangeWhatTheRoleMay() throws Exception {
        List<String> readers = new ArrayList<>(MARKS_SEEN.keySet()).subList(1, 5);
        Map<String, String> breaches = new TreeMap<>();
        for (Map.Entry<String, List<Boolean>> write : WRITES.entrySet()) {
            String path = write.getKey().replace("{id}", "nothing");
            boolean open = write.getKey().endsWith("/query");
            if (!open && api.post(path, "{}", NOBODY).statusCode() != 401) {
                breaches.put("anybody " + path, "is not refused");
            }
            for (int i = 0; i < readers.size(); i++) {
                int status = api.post(path, "{}", readers.get(i)).statusCode();
                if ((status == 403) == write.getValue().get(i) || status == 401 || status >= 500) {
                    breaches.put("reader " + i + " " + path, "status " + status);
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void nobodyChangesWhatIsNotSeen() throws Exception {
        List<String> readers = new ArrayList<>(MARKS_SEEN.keySet());
        String operator = readers.get(2);
        String limited = readers.get(3);
        String note =
                "{\"datastream\": \"%s/pm25\", \"datetime\": \"2026-05-01T12:15:00Z/2026-05-01T12:16:00Z\", \"kind\": \"bad\","
                        + " \"reason\": \"x\", \"author\": \"eve\"}";
        String action = "{\"action\": \"comment\", \"by\": \"eve\", \"reason\": \"x\", \"version\": 1}";

        assertThat(api.post("/api/v1/annotations", note.formatted("town/qqadmn-pole"), operator)
                        .body())
                .isEqualTo(api.post("/api/v1/annotations", note.formatted("town/qqzzmn-pole"), operator)
                        .body()
                        .replace("qqzzmn", "qqadmn"));
        assertThat(api.post("/api/v1/alerts/alert-town-qqadmn-pole-pm25/actions", action, operator)
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.post("/api/v1/annotations", note.formatted("town/qqopen-pole"), limited)
                        .statusCode())
                .as("public, but of another project than that of the key")
                .isEqualTo(403);
        assertThat(api.post("/api/v1/alerts/alert-town-qqopen-pole-pm25/actions", action, limited)
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.post("/api/v1/annotations", note.formatted("town/qqrsch-pole"), limited)
                        .statusCode())
                .isEqualTo(202);
    }

    private record Answered(int status, String text) {}

    /** Status, headers and body; what names the request itself is left out. */
    private static Answered ask(String token, String path) throws IOException {
        boolean stream = path.startsWith("/api/v1/stream");
        String[] headers = token.isEmpty() ? new String[0] : new String[] {"Authorization: Bearer " + token};
        RawHttp.Response answer = RawHttp.send(api.uri("/").getPort(), stream ? "HEAD" : "GET", path, headers);
        String text = String.join(
                        "\n",
                        answer.headers().stream()
                                .filter(line -> !line.startsWith("date:"))
                                .toList())
                + "\n" + answer.body();
        return new Answered(answer.status(), text.toLowerCase(Locale.ROOT));
    }

    private static List<String> hidden(Set<String> seen) {
        return VisibleCity.ALL.stream().filter(mark -> !seen.contains(mark)).toList();
    }

    private static String name(Map.Entry<String, Set<String>> reader) {
        return reader.getValue() + (reader.getKey().isEmpty() ? " nobody " : " ");
    }

    private static String around(String text, String mark) {
        int at = text.indexOf(mark);
        return text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 60))
                .replace('\n', ' ');
    }

    private static String template(Requests.Asked asked) {
        return asked.operation().replaceAll("^/paths/|/get$", "").replace("~1", "/");
    }

    private static String key(String role, String projects) throws Exception {
        return api.post(
                        "/api/v1/keys",
                        "{\"name\": \"a test\", \"role\": \"" + role + "\", \"projects\": [" + projects
                                + "], \"validFor\": \"" + Duration.ofHours(1) + "\"}",
                        201)
                .get("key")
                .asText();
    }
}
