package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.api.progress.AsOf;

/** {@link PostedQuestions} and {@link Question}: two lists with the same parameters, asked for in a body. */
class PostedQuestionsTest {

    /** A number. */
    public record View(int number) {}

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final Routes routes = new Routes();
    private io.javalin.Javalin server;

    @BeforeEach
    void start() {
        routes.add(route("/api/v1/ones", 1));
        routes.add(route("/api/v1/twos", 2));
        routes.addQuery();
        server = io.javalin.Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    routes.register(config.routes);
                    Problems.install(config.routes);
                })
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void listsWithTheSameParametersHaveTheirOwnAnswers() throws Exception {
        assertThat(post("/api/v1/query", body("ones", 2)).body()).contains("\"number\":11", "\"number\":12");
        assertThat(post("/api/v1/query", body("twos", 2)).body()).contains("\"number\":21", "\"number\":22");
        assertThat(post("/api/v1/query", body("ones", 2)).headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(post("/api/v1/query", body("twos", 2)).headers().firstValue("ETag"));
    }

    @Test
    void addressAndBodyHaveTheirOwnNextPage() throws Exception {
        String address = get("/api/v1/ones?limit=2").body();
        String body = post("/api/v1/query", body("ones", 2)).body();
        assertThat(address).contains("\"next\":\"/api/v1/ones?");
        assertThat(body).contains("\"next\":\"/api/v1/query?");
        assertThat(post("/api/v1/query?f=json", body("ones", 2)).body())
                .contains("\"next\":\"/api/v1/query?")
                .contains("&f=json");
    }

    @Test
    void csvGoesOnAsCsvFromPageToPage() throws Exception {
        List<String> numbers = new ArrayList<>();
        String next = "/api/v1/query?f=csv";
        while (next != null) {
            HttpResponse<String> page = post(next, body("ones", 2));
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
            page.body().lines().skip(1).forEach(numbers::add);
            next = page.headers().allValues("Link").stream()
                    .flatMap(links -> List.of(links.split(", ")).stream())
                    .filter(link -> link.endsWith("rel=\"next\""))
                    .map(link -> link.substring(1, link.indexOf('>')))
                    .findFirst()
                    .orElse(null);
        }
        assertThat(numbers).containsExactly("11", "12", "13", "14", "15");
    }

    @Test
    void descriptionNamesTheList() throws Exception {
        String lines = body("twos", 2).replace("\"limit\"", "\"metadata\": [\"lines\"], \"limit\"");
        assertThat(post("/api/v1/query?f=csv", lines).body()).contains("# source: /api/v1/twos?");
        assertThat(post("/api/v1/query?f=csvw", body("twos", 2)).body()).contains("\"url\":\"/api/v1/twos?");
    }

    private static Route route(String path, int tens) {
        List<Integer> numbers =
                IntStream.rangeClosed(1, 5).map(one -> 10 * tens + one).boxed().toList();
        RowsInPieces.Fetch<Integer> fetch = (key, limit) -> numbers.stream()
                .filter(number -> key.isEmpty() || number > Integer.parseInt(key.get(0)))
                .limit(limit)
                .toList();
        Listing<Integer, View> listing = new Listing<>(
                RecordShape.of(View.class),
                View::new,
                any -> true,
                PostedQuestionsTest::key,
                RowsInPieces.byKey(PostedQuestionsTest::key, fetch));
        return new Route(
                path,
                "Test",
                List.of(Paging.LIMIT, Paging.CURSOR, AsOf.AS_OF),
                Route.Output.rows(View.class),
                request -> {
                    Listing.Pin pin = Listing.resume(request, 1)
                            .orElse(new Listing.Pin(NOON, RequestZone.UTC.range("../..", NOON), List.of()));
                    if (!request.unchanged("1")) {
                        request.answer(NOON, 1, () -> listing.rows(request, pin));
                    }
                });
    }

    private static List<String> key(int number) {
        return List.of(Integer.toString(number));
    }

    private static String body(String list, int limit) {
        return "{\"list\": \"" + list + "\", \"parameters\": {\"limit\": [\"" + limit + "\"]}}";
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
