package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.contract.Answer;
import org.metrobed.api.contract.ClosedSchemas;
import org.metrobed.api.contract.HostileValues;
import org.metrobed.api.contract.RawHttp;
import org.metrobed.api.contract.Requests;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Every answer is what the OpenAPI document says, to every request that it describes and to hostile ones. */
class ContractIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** Bounds the time of the build on a busy machine; the first values of each parameter are always asked. */
    private static final Duration HOSTILE = Duration.ofSeconds(40);

    private static final int CLIENTS = 4;
    private static final Set<String> OF_NAMES = Set.of("datastream", "thing", "testbed", "property");

    private static ApiFixture api;
    private static JsonNode document;
    private static ClosedSchemas schemas;
    private static Requests requests;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.windows(), Seeds.windows());
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
        api.append(RowWriters.deadLetters(), Seeds.deadLetters());
        api.append(
                RowWriters.liveness(),
                List.of(heard(Liveness.Kind.GATEWAY, "city/gw"), heard(Liveness.Kind.THING, "city/station")));
        api.post(
                "/api/v1/alerts/episode-2/actions",
                "{\"action\": \"acknowledge\", \"by\": \"ann\", \"reason\": \"seen\", \"version\": 0}",
                200);
        String id = api.post(
                        "/api/v1/suppressions",
                        "{\"kind\": \"silence\", \"pattern\": \"city/station/*\", \"reason\": \"works\", \"by\": \"ann\","
                                + " \"to\": \"" + Instant.now().plusSeconds(3_600) + "\"}",
                        201)
                .get("id")
                .asText();
        String annotation = api.post(
                        "/api/v1/annotations",
                        "{\"datastream\": \"city/bridge/strain\", \"datetime\":"
                                + " \"2026-05-01T12:05:00Z/2026-05-01T12:06:00Z\", \"kind\": \"bad\", \"reason\": \"a bird\", \"author\": \"ann\"}",
                        202)
                .get("id")
                .asText();
        document = api.json("/openapi.json");
        schemas = new ClosedSchemas(document);
        requests = new Requests(
                document,
                Map.of(
                        "testbed", "city",
                        "thing", "station",
                        "property", "pm25",
                        "gateway", "gw",
                        "datastream=", "city/station/pm25",
                        "testbed=", "city",
                        "thing=", "city/station",
                        "property=", "pm25",
                        "columns=", "nothing"));
        assertThat(List.of(id, annotation)).doesNotContain("");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void answersToDocumentedValuesAreWhatTheDocumentSays() throws Exception {
        List<Requests.Asked> asked = new ArrayList<>(requests.documented());
        for (String id : List.of("episode-1", "episode-2")) {
            asked.add(new Requests.Asked("/paths/~1api~1v1~1alerts~1{id}/get", "/api/v1/alerts/" + id, ""));
            asked.add(new Requests.Asked(
                    "/paths/~1api~1v1~1alerts~1{id}~1history/get", "/api/v1/alerts/" + id + "/history", ""));
        }
        for (String list : List.of("annotations", "suppressions", "deadletters")) {
            String item = api.items("/api/v1/" + list).get(0).get("id").asText();
            asked.add(
                    new Requests.Asked("/paths/~1api~1v1~1" + list + "~1{id}/get", "/api/v1/" + list + "/" + item, ""));
        }
        assertThat(breaches(asked, Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void hostileValuesAreRefusedAndNothingBreaks() throws Exception {
        assertThat(breaches(requests.hostile(), HOSTILE)).isEmpty();
    }

    @Test
    void hostileBodiesAreRefused() throws Exception {
        Map<String, List<String>> breaches = new TreeMap<>();
        for (String path : requests.writes()) {
            String target = requests.filled(path).replaceAll("[{]\\w+}", "episode-2");
            for (String body : HostileValues.BODIES) {
                RawHttp.Response answer = RawHttp.send(
                        api.uri("/").getPort(),
                        "POST",
                        target,
                        List.of("Authorization: Bearer " + ApiFixture.TOKEN),
                        body);
                String operation = "/paths/" + path.replace("/", "~1") + "/post";
                List<String> found = new ArrayList<>(new Answer(operation, answer).breaches(document, schemas));
                boolean all = path.endsWith("/redrives"); // its body may be empty: all dead letters
                if (answer.status() < 400 && !all) {
                    found.add("taken: " + answer.body());
                }
                if (!found.isEmpty()) {
                    breaches.put(path + " " + shown(body), found);
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    private static Map<String, List<String>> breaches(List<Requests.Asked> asked, Duration limit) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        Map<String, List<String>> breaches = new TreeMap<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<String>>> all = new ArrayList<>();
            asked.forEach(one -> all.add(() -> System.nanoTime() < end ? breaches(one) : List.of()));
            List<Future<List<String>>> answers = clients.invokeAll(all);
            for (int i = 0; i < asked.size(); i++) {
                if (!answers.get(i).get().isEmpty()) {
                    breaches.put(shown(asked.get(i).path()), answers.get(i).get());
                }
            }
        } finally {
            clients.shutdownNow();
        }
        return breaches;
    }

    private static List<String> breaches(Requests.Asked asked) throws IOException {
        RawHttp.Response answer =
                RawHttp.send(api.uri("/").getPort(), "GET", asked.path(), "Authorization: Bearer " + ApiFixture.TOKEN);
        List<String> breaches = new ArrayList<>(new Answer(asked.operation(), answer).breaches(document, schemas));
        boolean hostileName = asked.path().contains("?")
                && OF_NAMES.contains(asked.parameter())
                && !List.of("city", "pm25", "city/station", "city/station/pm25")
                        .contains(asked.path().replaceAll("^[^=]*=", "").replace("%2F", "/"));
        if (hostileName && answer.status() != 400 && answer.status() != 414) {
            breaches.add("status " + answer.status() + " for a name that does not exist");
        }
        return breaches;
    }

    private static String shown(String text) {
        return text.length() > 150 ? text.substring(0, 150) + "…" : text;
    }

    private static Liveness heard(Liveness.Kind kind, String id) {
        return LivenessBuilder.builder()
                .kind(kind)
                .id(id)
                .gateway(kind == Liveness.Kind.THING ? "city/gw" : "")
                .heardMillis(Times.NOON_MILLIS + 60_000)
                .phenomenonMicros(Times.NOON_MICROS)
                .status(kind == Liveness.Kind.THING ? Liveness.Status.UNKNOWN : Liveness.Status.ONLINE)
                .statusMillis(Times.NOON_MILLIS)
                .build();
    }
}
