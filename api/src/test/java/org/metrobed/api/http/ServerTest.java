package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;

/** The shared parts in a real server. */
class ServerTest {

    /** A number. */
    public record View(int number) {}

    /** A request body. */
    public record Posted(int number) {}

    private static final int MANY = 100_000;
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final Set<String> registered = new TreeSet<>();
    private final Routes routes = new Routes(new OperatorGuard(new Secret("the token")), request -> {});
    private io.javalin.Javalin server;

    @BeforeEach
    void start() {
        routes.add(route("/whole", this::whole));
        routes.add(route("/broken", this::broken));
        routes.add(new Route(
                "/whole",
                "Test",
                List.of(),
                Posted.class,
                Route.Output.object(View.class).withStatus(202),
                request -> request.answer(new View(request.body(Posted.class).number()))));
        routes.add(route("/undeclared", request -> request.findText(QueryParameter.text("x", "Not declared."))));
        server = start(routes);
    }

    private io.javalin.Javalin start(Routes of) {
        return io.javalin.Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.prefer405over404 = true;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    config.events.handlerAdded(added -> registered.add(added.getPath()));
                    of.register(config.routes);
                    Problems.install(config.routes);
                })
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void wholeListIsFetchedPieceByPiece() throws Exception {
        HttpResponse<String> csv = get("/whole?f=csv");
        assertThat(csv.body().lines()).hasSize(1 + MANY);
        assertThat(csv.body().lines().skip(1).map(Integer::valueOf))
                .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
    }

    @Test
    void answerThatBreaksOffIsNotPassedOffAsWhole() {
        assertThatThrownBy(() -> get("/broken?f=csv")).isInstanceOf(IOException.class);
    }

    @Test
    void readingWhatARouteDoesNotDeclareIsOurError() throws Exception {
        HttpResponse<String> response = get("/undeclared");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("urn:metrobed:problem:internal").doesNotContain("does not declare");
    }

    @Test
    void pathIsRegisteredOnce() {
        assertThat(registered)
                .contains("/broken", "/undeclared", "/whole", "/whole.csv", "/whole.parquet")
                .allMatch(path -> path.matches("/(broken|undeclared|whole)([.][a-z]+)?"));
        assertThatThrownBy(() -> routes.add(route("/whole", this::whole))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void operatorAloneMayWrite() throws Exception {
        assertThat(post("{\"number\": 7}", "Bearer the token").body()).isEqualTo("{\"number\":7}");
        assertThat(post("{\"number\": 7}", "bearer the token").statusCode()).isEqualTo(202);
        for (String shown : List.of("Bearer another", "Bearer", "Basic the token", "")) {
            HttpResponse<String> refused = post("{\"number\": 7}", shown);
            assertThat(refused.statusCode()).as(shown).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer realm="));
            assertThat(refused.body()).contains("urn:metrobed:problem:unauthorized");
        }
    }

    @Test
    void withoutATokenNobodyMayWrite() throws Exception {
        server.stop();
        Routes closed = new Routes();
        routes.list().forEach(closed::add);
        server = start(closed);
        for (String shown : List.of("Bearer the token", "Bearer ", "")) {
            HttpResponse<String> refused = post("{\"number\": 7}", shown);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("METROBED_OPERATOR_TOKEN");
        }
    }

    @Test
    void bodyThatIsNotWhatItMustBeIsAProblem() throws Exception {
        assertThat(post("{\"numbr\": 7}", "Bearer the token").body())
                .contains("invalid-body", "has the field 'numbr', known are [number]");
        for (String body : List.of("", "7", "{\"number\": []}", "{\"number\": 1} x", "null")) {
            HttpResponse<String> refused = post(body, "Bearer the token");
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.body()).as(body).contains("must be a JSON object");
        }
    }

    @Test
    void methodsOfAPathAreTold() throws Exception {
        HttpResponse<String> response = send("DELETE", "", "");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("GET", "POST", "HEAD"));
    }

    private void whole(Request request) throws Exception {
        request.answer(listing(ServerTest::numbers).rows(request, pin()));
    }

    private void broken(Request request) throws Exception {
        RowsInPieces.Fetch<Integer> fetch = (key, limit) -> {
            if (!key.isEmpty() && Integer.parseInt(key.get(0)) > MANY / 2) {
                throw new SQLException("the database is gone");
            }
            return numbers(key, limit);
        };
        request.answer(listing(fetch).rows(request, pin()));
    }

    private static List<Integer> numbers(List<String> key, int limit) {
        int from = key.isEmpty() ? 0 : Integer.parseInt(key.get(0)) + 1;
        return IntStream.range(from, MANY).limit(limit).boxed().toList();
    }

    private static Listing<Integer, View> listing(RowsInPieces.Fetch<Integer> fetch) {
        return new Listing<>(
                RecordShape.of(View.class),
                View::new,
                any -> true,
                ServerTest::key,
                RowsInPieces.byKey(ServerTest::key, fetch));
    }

    private static List<String> key(int number) {
        return List.of(Integer.toString(number));
    }

    private static Listing.Pin pin() {
        return new Listing.Pin(
                Instant.EPOCH, RequestZone.UTC.range("../..", NOON.plus(Duration.ofDays(400))), List.of());
    }

    private static Route route(String path, Route.Service service) {
        return new Route(path, "Test", List.of(Paging.LIMIT, Paging.CURSOR), Route.Output.rows(View.class), service);
    }

    private HttpResponse<String> post(String body, String authorization) throws IOException, InterruptedException {
        return send("POST", body, authorization);
    }

    private HttpResponse<String> send(String method, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/whole"))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
