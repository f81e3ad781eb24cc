package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.Api;
import org.metrobed.api.ApiConfig;
import org.metrobed.api.ApiConfigBuilder;
import org.metrobed.api.access.ReaderConfig;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.launcher.Metrobed;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.compression.ChunkCompression;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.retention.RetentionPolicy;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Topics;
import picocli.CommandLine;

/** The commands with a running API; the test replaces the pipeline. */
class AlertCommandIT {

    private static final String ALERT = "3f0e";

    @TempDir
    static Path data;

    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;
    private static Api api;
    private static Path token;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
        postgres = EmbeddedPostgres.start(data.resolve("postgres"), 0);
        token = Files.writeString(data.resolve("token"), "let-me-in\n");
        DatabaseConfig database =
                new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), "metrobed");
        Migrations.migrate(database);
        Topics topics = new Topics(Topics.DEFAULT_PREFIX);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(topics.listAll().stream()
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1).configs(topic.config()))
                            .toList())
                    .all()
                    .get();
        }
        try (StoreSession session = StoreSession.open(database, WriteMode.COPY, "test")) {
            session.append(
                    RowWriters.alertEvents(),
                    List.of(opened()),
                    new Progress("rows", 0, 1, Times.NOON_MILLIS + 60_000));
        }
        api = Api.start(
                ApiConfigBuilder.builder()
                        .http(new ApiConfig.Http("127.0.0.1", 0, 2, new Secret("let-me-in")))
                        .kafkaBootstrap(kafka.bootstrapServers())
                        .topics(topics)
                        .database(database)
                        .reader(Optional.empty())
                        .writer(Optional.empty())
                        .poolSize(2)
                        .catalogDir("")
                        .groundDir("")
                        .retention(RetentionPolicy.FOR_EVER)
                        .compression(ChunkCompression.usual())
                        .readers(ReaderConfig.KEYS_ALONE)
                        .job(ApiConfig.Job.UNKNOWN)
                        .build(),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        api.close();
        postgres.close();
        kafka.close();
    }

    @Test
    void alertsAreListedHandledAndSilenced() throws Exception {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains(ALERT, "critical", "city/station/pm25", "it burns", "1 alert");

        assertThat(run("assign", ALERT, "--to", "bob", "--reason", "nearest", "--author", "ada"))
                .isZero();
        assertThat(out.toString()).contains("assigned to bob");
        assertThat(run("comment", ALERT, "--reason", "on my way", "--author", "bob"))
                .isZero();
        assertThat(run("judge", ALERT, "not-a-fault", "--reason", "a bird", "--author", "bob"))
                .isZero();
        assertThat(out.toString()).contains("assigned to bob  not-a-fault  it burns");
        assertThat(precision())
                .contains("\"property\":\"pm25\"", "\"judged\":1", "\"notAFault\":1", "\"precision\":0.0");

        assertThat(run("silence", "city/*/*", "--for", "PT1H", "--reason", "drill", "--author", "ada"))
                .isZero();
        String id = out.toString().replaceAll("(?s).*silence (\\S+) until.*", "$1");
        assertThat(run("list")).isZero();
        assertThat(out.toString()).endsWith("0 alerts" + System.lineSeparator());
        assertThat(run("unsilence", id, "--reason", "over", "--author", "ada")).isZero();
        assertThat(out.toString()).contains("silence " + id + " is over");
        assertThat(run("unsilence", id, "--reason", "over", "--author", "ada")).isEqualTo(1);
        assertThat(out.toString()).contains("over already");

        assertThat(run("ack", ALERT, "--reason", "seen", "--author", "ada")).isZero();
        assertThat(run("list")).isZero();
        assertThat(out.toString()).endsWith("0 alerts" + System.lineSeparator());
        assertThat(run("list", "--all", "--testbed", "city")).isZero();
        assertThat(out.toString()).contains("acknowledged by ada");
        assertThat(run("ack", ALERT, "--undo", "--reason", "not me", "--author", "ada"))
                .isZero();
    }

    @Test
    void whatTheApiRefusesIsSaid() throws IOException {
        assertThat(run("ack", "nobody", "--reason", "seen", "--author", "ada")).isEqualTo(1);
        assertThat(out.toString()).contains("There is no alert nobody");
        assertThat(run("silence", "everything", "--reason", "r", "--author", "a"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("'pattern'");
        assertThat(run("silence", "*/*/*", "--from", "soon", "--reason", "r", "--author", "a"))
                .isEqualTo(2);
        assertThat(run("comment", ALERT, "--author", "a")).isEqualTo(2);
        Path wrong = Files.writeString(data.resolve("wrong"), "guess");
        assertThat(execute(wrong, "comment", ALERT, "--reason", "r", "--author", "a"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("not this deployment's operator token");
        assertThat(execute(data.resolve("none"), "list")).isEqualTo(1);
        assertThat(out.toString()).contains("the token cannot be read");
    }

    /** {@link KeyCommand}. */
    @Test
    void keysAreMadeShownOnceListedAndRevoked() throws Exception {
        assertThat(execute(token, "key", List.of("create", "Ann, thesis", "--role", "researcher", "--for", "P30D")))
                .isZero();
        String key = out.toString().replaceAll("(?s).*(mbk_\\S+).*", "$1");
        String id = key.substring(4, 12);
        assertThat(get("/api/v1/projects", key)).isEqualTo(200);

        out.getBuffer().setLength(0);
        assertThat(execute(token, "key", List.of("list"))).isZero();
        assertThat(out.toString())
                .contains(id, "valid", "researcher", "Ann, thesis")
                .doesNotContain(key);

        assertThat(execute(token, "key", List.of("revoke", id))).isZero();
        assertThat(get("/api/v1/projects", key)).isEqualTo(401);
        assertThat(execute(token, "key", List.of("revoke", id))).isEqualTo(1);
        assertThat(out.toString()).contains("is revoked already");
        assertThat(execute(token, "key", List.of("create", "x", "--role", "king")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("'role'", "researcher");
    }

    private static int get(String path, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .header("Authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The answer of {@link org.metrobed.api.alert.RulePrecisionResource}. */
    private static String precision() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + api.port()
                + "/api/v1/alert-precision?datetime=2026-01-01/2027-01-01&testbed=city");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private int run(String... arguments) {
        return execute(token, arguments);
    }

    private int execute(Path tokenFile, String... arguments) {
        return execute(tokenFile, "alert", List.of(arguments));
    }

    private int execute(Path tokenFile, String command, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(arguments);
        all.addAll(List.of("--url", "http://127.0.0.1:" + api.port(), "--token-file", tokenFile.toString()));
        PrintWriter writer = new PrintWriter(out, true);
        CommandLine line = Metrobed.commandLine();
        return line.setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
    }

    private static AlertEvent opened() {
        return AlertEventBuilder.builder()
                .alertId(ALERT)
                .kind(AlertEvent.Kind.OPENED)
                .datastream("city/station/pm25")
                .detector("watch")
                .severity(Severity.CRITICAL)
                .onsetMicros(Times.NOON_MICROS)
                .atMicros(Times.NOON_MICROS)
                .recordedMillis(Times.NOON_MILLIS)
                .observed(400)
                .peak(400)
                .expectedLow(3)
                .expectedHigh(25)
                .message("it burns")
                .finding(Finding.certain("jump"))
                .build();
    }
}
