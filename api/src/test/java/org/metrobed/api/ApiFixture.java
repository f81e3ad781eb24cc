package org.metrobed.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.metrobed.api.access.ReaderConfig;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.RoleGroup;
import org.metrobed.store.RowWriters;
import org.metrobed.store.ServiceRole;
import org.metrobed.store.StoreSession;
import org.metrobed.store.compression.ChunkCompression;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.retention.RetentionPolicy;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Topics;

/** A running API with its own schema and topics, and the catalog of the test bundle. Not thread-safe. */
final class ApiFixture implements AutoCloseable {

    /** The default log time up to which the rows of tests are complete. */
    static final long AS_OF_MILLIS = Times.NOON.plus(Duration.ofMinutes(20)).toEpochMilli();

    /** The operators' token. */
    static final String TOKEN = "let-me-in";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(60)).build();
    private final AtomicLong asOfMillis = new AtomicLong(AS_OF_MILLIS);
    private final ApiConfig config;
    private final StoreSession session;
    private Api api;

    private ApiFixture(ApiConfig config, StoreSession session) {
        this.config = config;
        this.session = session;
    }

    /** Migrates, creates topics, publishes the catalog and starts the API. */
    static ApiFixture start(PostgresExtension postgres, KafkaExtension kafka)
            throws SQLException, InterruptedException {
        return start(postgres, kafka, bundles());
    }

    /** The same with another catalog. */
    static ApiFixture start(PostgresExtension postgres, KafkaExtension kafka, CatalogFiles bundles)
            throws SQLException, InterruptedException {
        ApiConfig config = prepare(postgres, kafka);
        publish(config, kafka, bundles);
        ApiFixture fixture = new ApiFixture(config, StoreSession.open(config.writeDatabase(), WriteMode.COPY, "test"));
        fixture.startApi();
        return fixture;
    }

    /** Migrates and starts the API, without topics: as if Kafka could not be reached. */
    static ApiFixture startWithoutTopics(PostgresExtension postgres, KafkaExtension kafka)
            throws SQLException, InterruptedException {
        ApiConfig config = prepare(postgres, kafka);
        ApiFixture fixture = new ApiFixture(config, StoreSession.open(config.writeDatabase(), WriteMode.COPY, "test"));
        fixture.api = Api.start(config, Clock.systemUTC());
        return fixture;
    }

    /** Creates the topics and publishes the catalog. */
    void publishCatalog(KafkaExtension kafka) throws InterruptedException {
        publish(config, kafka, bundles());
    }

    private static ApiConfig prepare(PostgresExtension postgres, KafkaExtension kafka)
            throws SQLException, InterruptedException {
        DatabaseConfig database = new DatabaseConfig(
                postgres.url(), postgres.user(), new Secret(postgres.password()), postgres.newSchema());
        ApiConfig config = ApiConfigBuilder.builder()
                .http(new ApiConfig.Http("127.0.0.1", 0, 4, new Secret(TOKEN)))
                .kafkaBootstrap(kafka.bootstrapServers())
                .topics(new Topics(kafka.newPrefix(), 2))
                .database(database)
                .reader(Optional.of(new ServiceRole(RoleGroup.READERS, "test_reader", new Secret("reads"))))
                .writer(Optional.of(new ServiceRole(RoleGroup.WRITERS, "test_writer", new Secret("writes"))))
                .poolSize(4)
                .catalogDir("")
                .groundDir("src/test/resources/bundles")
                .retention(RetentionPolicy.FOR_EVER)
                .compression(ChunkCompression.usual())
                .readers(new ReaderConfig(Optional.empty(), Optional.of(Duration.ofDays(90))))
                .job(ApiConfig.Job.UNKNOWN)
                .build();
        config.prepareDatabase();
        return config;
    }

    private static void publish(ApiConfig config, KafkaExtension kafka, CatalogFiles bundles)
            throws InterruptedException {
        config.topics().listAll().forEach(topic -> kafka.createTopic(topic.name(), topic.partitions(), topic.config()));
        new CatalogPublisher(kafka.bootstrapServers(), config.topics()).publish(bundles);
    }

    /** The bundle of tests. */
    static CatalogFiles bundles() {
        return CatalogFiles.readFolder(Path.of("src/test/resources/bundles"));
    }

    private void startApi() throws InterruptedException {
        api = Api.start(config, Clock.systemUTC());
        if (!api.catalog().awaitLoaded(Duration.ofSeconds(60))) {
            throw new AssertionError("the catalog did not come");
        }
    }

    /** Stops the API and starts another over the same rows and topics. */
    void restart() throws InterruptedException {
        api.close();
        startApi();
    }

    /** The same on the port that it had, as after an upgrade. */
    void restartOnItsPort() throws InterruptedException {
        int port = api.port();
        api.close();
        ApiConfig.Http http = new ApiConfig.Http("127.0.0.1", port, 4, new Secret(TOKEN));
        api = Api.start(ApiConfigBuilder.builder(config).http(http).build(), Clock.systemUTC());
        if (!api.catalog().awaitLoaded(Duration.ofSeconds(60))) {
            throw new AssertionError("the catalog did not come");
        }
    }

    /** The catalogs that the API follows. */
    CatalogFeed catalog() {
        return api.catalog();
    }

    ApiConfig config() {
        return config;
    }

    /** Commits rows and the log time up to which all rows are complete. */
    <T> void append(RowWriter<T> writer, List<T> rows) throws SQLException {
        session.append(writer, rows, new Progress("rows", 0, 1, asOfMillis.get()));
    }

    /** Advances the log time. */
    void advance(Duration by) throws SQLException {
        asOfMillis.addAndGet(by.toMillis());
        append(RowWriters.observations(), List.of());
    }

    /** The paths that the server answers to GET and POST, without the files of the page. */
    List<String> listRegisteredPaths() {
        return api.server().unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> List.of(HandlerType.GET, HandlerType.POST).contains(endpoint.method))
                .map(endpoint -> endpoint.path)
                .distinct() // a path for GET and POST counts once
                .filter(path -> !path.equals("/")
                        && !List.of(
                                        "/alerts",
                                        "/alert/{id}",
                                        "/thing/{testbed}/{thing}",
                                        "/explore",
                                        "/system",
                                        "/day",
                                        "/day/{date}",
                                        "/city")
                                .contains(path)
                        && !path.startsWith("/page/"))
                .filter(path -> !path.matches(".*[.](json|ndjson|csv|arrow|parquet|csvw|svg|geojson)")
                        || path.equals("/openapi.json"))
                .toList();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> getBytes(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(60))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Posts JSON with this token, unless it is empty. */
    HttpResponse<String> post(String path, String json, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The answer to JSON that is posted with the operators' token, which has this status. */
    JsonNode post(String path, String json, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = post(path, json, TOKEN);
        if (response.statusCode() != status) {
            throw new AssertionError(path + " answers " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What {@code /health} says, whatever its status. */
    JsonNode health() throws IOException, InterruptedException {
        return JSON.readTree(get("/health").body());
    }

    /** The JSON of a path that answers 200. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answers " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The items of one page. */
    List<JsonNode> items(String path) throws IOException, InterruptedException {
        return StreamSupport.stream(json(path).get("items").spliterator(), false)
                .toList();
    }

    /** The items of all pages. */
    List<JsonNode> itemsOfAllPages(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        JsonNode page = json(path);
        page.get("items").forEach(items::add);
        while (!page.get("next").isNull()) {
            page = json(page.get("next").asText());
            page.get("items").forEach(items::add);
        }
        return items;
    }

    /** Waits until no correction is due: answers are complete up to the log time of the rows. */
    void awaitCorrections() {
        Instant all = Instant.ofEpochMilli(asOfMillis.get());
        Eventually.await("no correction is due", Duration.ofMinutes(3), () -> {
            try {
                return Instant.parse(json("/api/v1/conflicts").get("asOf").asText())
                        .equals(all);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    static JsonNode parse(String text) throws IOException {
        return JSON.readTree(text);
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() throws SQLException {
        api.close();
        session.close();
    }
}
