package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.access.KeyTokens;
import org.metrobed.api.access.Tokens;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.store.Databases;
import org.metrobed.store.audit.ReadAuditTable;
import org.metrobed.store.audit.ReadRecord;
import org.metrobed.store.key.KeyTable;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** Keys, and what changes while readers read: visibility, revoked keys, the audit. */
class KeyIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static ApiFixture api;
    private static HikariDataSource pool;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA, VisibleCity.bundles());
        VisibleCity.append(api);
        pool = Databases.pool(api.config().database(), 1);
    }

    @AfterAll
    static void stop() throws Exception {
        pool.close();
        api.close();
    }

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsStored() throws Exception {
        JsonNode made = make("researcher", "P1D");
        String key = made.get("key").asText();
        String id = made.at("/stored/id").asText();

        assertThat(key).startsWith("mbk_" + id + "_").hasSize(4 + 8 + 1 + 43);
        String list = api.get("/api/v1/keys", "Authorization", "Bearer " + ApiFixture.TOKEN)
                .body();
        assertThat(list).contains(id, "operator-token").doesNotContain(key.substring(13));
        assertThat(table().find(id).orElseThrow().hash()).hasSize(32);
        assertThat(get("/api/v1/projects", key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A"))
                        .statusCode())
                .as("one character is another")
                .isEqualTo(401);
    }

    @Test
    void aKeyEndsAndIsRevoked() throws Exception {
        String key = make("researcher", "PT1M").get("key").asText();
        AtomicReference<Instant> time = new AtomicReference<>(Instant.now());
        InstantSource clock = time::get;
        Tokens tokens = new KeyTokens(table(), clock);
        assertThat(tokens.find(key)).isPresent();
        time.set(time.get().plusSeconds(61));
        assertThat(tokens.find(key)).isEmpty();

        String other = make("researcher", "P1D").get("key").asText();
        assertThat(get("/api/v1/projects", other).statusCode()).isEqualTo(200);
        try (EventClient client = EventClient.open(api, "/api/v1/stream", null, other)) {
            client.await("snapshot", LIMIT);
            api.post("/api/v1/keys/" + other.substring(4, 12) + "/revoke", "{}", 200);
            HttpResponse<String> refused = get("/api/v1/projects", other);
            assertThat(refused.statusCode()).as("also where nobody needs a key").isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("invalid_token");
            Eventually.await("the stream of the key to end", LIMIT, client::isEnded);
        }
    }

    @Test
    void aKeyChangesOnlyWhatItIsFor() throws Exception {
        String key = api.post(
                        "/api/v1/keys", "{\"name\": \"bot\", \"role\": \"operator\", \"actions\": [\"alerts\"]}", 201)
                .get("key")
                .asText();
        assertThat(api.post("/api/v1/annotations", "{}", key).statusCode()).isEqualTo(403);
        assertThat(api.post("/api/v1/alerts/nothing/actions", "{}", key).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aProjectThatIsHiddenTakesItsPastAndWhatIsKeptWithIt() throws Exception {
        String path = "/api/v1/windows?datastream=town/qqopen-pole/pm25&datetime=2026-05-01T12:00:00Z/PT1H";
        JsonNode before = api.json(path);
        assertThat(before.get("items")).isNotEmpty();
        String pinned = path + "&as_of=" + before.get("asOf").asText();
        HttpResponse<String> cached = api.get(pinned);
        assertThat(cached.statusCode()).isEqualTo(200);

        Map<String, String> marks = new TreeMap<>(VisibleCity.MARKS);
        marks.put("operators", "qqopen");
        marks.put("public", "qqoper");
        new CatalogPublisher(KAFKA.bootstrapServers(), api.config().topics()).publish(VisibleCity.bundles(marks));
        try {
            Eventually.await("the project to be hidden", LIMIT, () -> status(path) == 400);
            assertThat(api.get(pinned).statusCode()).isEqualTo(400);
            assertThat(api.get(
                                    pinned,
                                    "If-None-Match",
                                    cached.headers().firstValue("ETag").orElseThrow())
                            .statusCode())
                    .isEqualTo(400);
            assertThat(api.get("/api/v1/alerts/alert-town-qqopen-pole-pm25").statusCode())
                    .isEqualTo(404);
            assertThat(get(pinned, ApiFixture.TOKEN)
                            .headers()
                            .firstValue("Cache-Control")
                            .orElseThrow())
                    .contains("private");
        } finally {
            new CatalogPublisher(KAFKA.bootstrapServers(), api.config().topics()).publish(VisibleCity.bundles());
            Eventually.await("the project to be public again", LIMIT, () -> status(path) == 200);
        }
    }

    @Test
    void keptAnswersOfOneReaderAreNotThoseOfAnother() throws Exception {
        String key = make("admin", "P1D").get("key").asText();
        String path = "/api/v1/latest";
        for (int i = 0; i < 3; i++) {
            assertThat(get(path, key).body()).contains("qqadmn");
            HttpResponse<String> open = api.get(path);
            assertThat(open.body()).contains("qqopen").doesNotContain("qqadmn");
            assertThat(String.join(",", open.headers().allValues("Vary"))).contains("Authorization");
        }
    }

    @Test
    void readsAreRecordedAndCountedByProject() throws Exception {
        String key = make("researcher", "P1D").get("key").asText();
        String reader = "key:" + key.substring(4, 12);
        get("/api/v1/observations?datastream=town/qqrsch-pole/pm25&datetime=2026-05-01&f=csv", key);

        Eventually.await("the read to be recorded", LIMIT, () -> find(reader) != null);
        ReadRecord read = find(reader);
        assertThat(read.projects()).containsExactly("qqrsch-project");
        assertThat(read.route()).isEqualTo("/api/v1/observations");
        assertThat(read.query()).contains("qqrsch-pole");
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.bytes()).isGreaterThan(100);
        JsonNode usage = ApiFixture.parse(get("/api/v1/usage", ApiFixture.TOKEN).body());
        assertThat(usage.get("items")).anySatisfy(row -> {
            assertThat(row.get("project").asText()).isEqualTo("qqrsch-project");
            assertThat(row.get("role").asText()).isEqualTo("researcher");
            assertThat(row.get("readers").asLong()).isPositive();
        });
        assertThat(usage.toString()).doesNotContain("127.0.0.1");
        assertThat(get("/api/v1/usage", key).statusCode()).isEqualTo(403);
    }

    private static ReadRecord find(String reader) {
        try {
            return new ReadAuditTable(api.config().database(), pool)
                    .listNewest(1_000).stream()
                            .filter(read -> read.reader().equals(reader) && read.rows() > 0)
                            .findFirst()
                            .orElse(null);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyTable table() {
        return new KeyTable(api.config().database(), pool);
    }

    private static int status(String path) {
        try {
            return api.get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode make(String role, String validFor) throws Exception {
        return api.post(
                "/api/v1/keys",
                "{\"name\": \"a test\", \"role\": \"" + role + "\", \"validFor\": \"" + validFor + "\"}",
                201);
    }

    private static HttpResponse<String> get(String path, String key) throws Exception {
        return api.get(path, "Authorization", "Bearer " + key);
    }
}
