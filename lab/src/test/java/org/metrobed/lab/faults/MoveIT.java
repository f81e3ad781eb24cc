package org.metrobed.lab.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.Ports;
import org.metrobed.launcher.backup.Backup;
import org.metrobed.launcher.backup.Installation;
import org.metrobed.launcher.backup.Restore;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.testkit.Eventually;
import org.metrobed.topics.Topics;

/**
 * Moves an all-in-one installation, by a backup of it while it runs, to separate processes: Kafka, PostgreSQL, ingest, the
 * pipeline and the API, as docker-compose.yml has them.
 */
@Timeout(900)
@Tag("long")
class MoveIT {

    private static final int READINGS = 2_000;
    private static final int STEP_SECONDS = 10;
    private static final int OF_A_WINDOW = 900 / STEP_SECONDS;
    private static final Duration LIMIT = Duration.ofSeconds(300);
    private static final String DATASTREAM = "riverbend/air-central-station/pm25";
    private static final String TOPIC = "metrobed/v1/riverbend/gw-test/air-central-station/up";
    private static final String OF =
            " from observation join series using (series_id) where datastream = '" + DATASTREAM + "' and revision = 0";
    private static final String CHECKSUM = "select sum(hashtext(row(phenomenon_time, received_time, result,"
            + " raw_partition, raw_offset, raw_index, tests, flag, catalog_version)::text)::bigint)" + OF;
    private static final String PEOPLE = "select hashtext(string_agg(t::text, '' order by t::text)) from ("
            + "select a::text as t from alert_action a union all select s::text from suppression_event s) p";

    @TempDir
    Path folder;

    private final Console console = new Console(new PrintWriter(System.out, true, UTF_8));
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final Instant base = Instant.now().minus(Duration.ofHours(44)).truncatedTo(ChronoUnit.HOURS);
    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        Collections.reverse(started);
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @Test
    void readingsAnswersAndActionsOfAnAllInOneAreThereInSeparateProcesses() throws Exception {
        Path backup = folder.resolve("backup");
        int kafkaPort = Ports.choose(0);
        RunOptions options =
                new RunOptions(folder.resolve("one"), Path.of("..", "bundles"), 0, 0, kafkaPort, Ports.choose(0), 2);
        long rows;
        long people;
        String question;
        String answer;
        try (Platform one = Platform.start(options, console)) {
            publish(one.mqttUrl(), 0, READINGS);
            storedAre(one.database(), READINGS);
            execute(
                    one.database(),
                    "insert into alert_action (alert_id, version, action, author, reason)"
                            + " values ('alert', 1, 'comment', 'ann', 'seen')");
            rows = number(one.database(), CHECKSUM);
            people = number(one.database(), PEOPLE);
            question = question(one.url());
            answer = get(one.url() + question);
            new Backup(new Installation("127.0.0.1:" + kafkaPort, topics, one.database()), "test", console)
                    .take(backup, new Backup.Beside(Map.of(), List.of(), List.of()), Clock.systemUTC());
        }

        Moved two = new Moved(folder.resolve("two"));
        two.startServices();
        new Restore(new Installation(two.kafka(), topics, two.database()), console).run(backup);
        two.startApplications();

        storedAre(two.database(), READINGS);
        assertThat(number(two.database(), CHECKSUM))
                .as("rows with their positions")
                .isEqualTo(rows);
        assertThat(number(two.database(), PEOPLE)).as("actions of people").isEqualTo(people);
        Eventually.get(
                "the answer of before to " + question,
                LIMIT,
                () -> get(two.url() + question),
                body -> body.equals(answer));
        publish(two.mqtt(), READINGS, 2 * READINGS);
        storedAre(two.database(), 2 * READINGS);
        windowsHaveTheirReadings(two.database(), 2 * READINGS);
    }

    /** The installation that gets the data. */
    private final class Moved {

        private final Path place;
        private final int kafkaPort = Ports.choose(0);
        private final int mqttPort = Ports.choose(0);
        private final int statusPort = Ports.choose(0);
        private final int httpPort = Ports.choose(0);
        private EmbeddedPostgres postgres;

        Moved(Path place) {
            this.place = place;
        }

        void startServices() {
            start(new Part(command("kafka", List.of("" + kafkaPort), Map.of())));
            postgres = EmbeddedPostgres.start(place.resolve("postgres"), 0);
            started.add(postgres);
        }

        void startApplications() {
            Map<String, String> ingest = Map.of(
                    "METROBED_MQTT_ENDPOINT",
                    "ingest",
                    "METROBED_MQTT_PORT",
                    "" + mqttPort,
                    "METROBED_MQTT_FOLDER",
                    place.resolve("endpoint").toString(),
                    "METROBED_KAFKA_BOOTSTRAP",
                    kafka(),
                    "METROBED_INGEST_HTTP_PORT",
                    "" + statusPort);
            IngestStatus status = new IngestStatus(statusPort);
            start(new Part(command("ingest", List.of(), ingest), status::serves));
            start(new Part(command(
                    "flink",
                    List.of(),
                    withDatabase(
                            "METROBED_CHECKPOINT_DIR",
                            FlinkService.checkpoints(place.resolve("flink"))
                                    .toUri()
                                    .toString()))));
            start(new Part(
                    command("api", List.of(), withDatabase("METROBED_HTTP_PORT", "" + httpPort)),
                    () -> ApiStatus.serves(url())));
        }

        String kafka() {
            return "127.0.0.1:" + kafkaPort;
        }

        String mqtt() {
            return "tcp://127.0.0.1:" + mqttPort;
        }

        String url() {
            return "http://127.0.0.1:" + httpPort;
        }

        DatabaseConfig database() {
            return new DatabaseConfig(
                    postgres.jdbcUrl(),
                    postgres.user(),
                    new Secret(postgres.password()),
                    DatabaseConfig.SCHEMA.defaultValue());
        }

        private Map<String, String> withDatabase(String name, String value) {
            return Map.of(
                    name,
                    value,
                    "METROBED_KAFKA_BOOTSTRAP",
                    kafka(),
                    "METROBED_DATABASE_URL",
                    postgres.jdbcUrl(),
                    "METROBED_DATABASE_USER",
                    postgres.user(),
                    "METROBED_DATABASE_PASSWORD",
                    postgres.password());
        }

        private Part.Command command(String name, List<String> arguments, Map<String, String> environment) {
            return new Part.Command(name, place.resolve(name), List.of("-Xmx1g"), arguments, environment);
        }

        private void start(Part part) {
            part.start();
            started.add(part);
        }
    }

    private void publish(String url, int from, int to) throws IOException, InterruptedException {
        try (MqttEmitter gateway = MqttEmitter.open(BrokerConfig.of(url), "move", null, Duration.ofSeconds(60))) {
            for (int reading = from; reading < to; reading++) {
                String end = time(reading).plus(Duration.ofMinutes(1)).toString();
                gateway.publish(
                        TOPIC, ("{\"t\":\"" + end + "\",\"o\":{\"pm25\":" + (10 + reading % 7) + "}}").getBytes(UTF_8));
            }
            assertThat(gateway.awaitAcknowledged(LIMIT)).isTrue();
        }
    }

    private Instant time(int reading) {
        return base.plusSeconds((long) reading * STEP_SECONDS);
    }

    /** Each reading has one row, and nothing else came of them. */
    private static void storedAre(DatabaseConfig database, int readings) {
        Eventually.get(
                "rows of " + readings + " readings, beside dead letters and conflicts",
                LIMIT,
                () -> List.of(
                        number(database, "select count(*)" + OF),
                        number(database, "select count(distinct phenomenon_time)" + OF),
                        number(database, "select count(*) from dead_letter"),
                        number(database, "select count(*) from observation_conflict")),
                counts -> counts.equals(List.of((long) readings, (long) readings, 0L, 0L)));
    }

    private void windowsHaveTheirReadings(DatabaseConfig database, int readings) {
        int whole = readings / OF_A_WINDOW - 2;
        Eventually.get(
                "windows with all their readings",
                LIMIT,
                () -> number(
                        database,
                        "select count(*) from current_window where datastream = '" + DATASTREAM
                                + "' and size_ms = 900000 and window_start < '"
                                + time(whole * OF_A_WINDOW)
                                + "' and good_count + suspect_count + fail_count + not_evaluated_count = "
                                + OF_A_WINDOW),
                windows -> windows == whole);
    }

    /** A question about observations as of now. */
    private String question(String url) throws Exception {
        String rows = "/api/v1/observations?f=csv&limit=1000&datastream=" + DATASTREAM + "&datetime=" + base + "/"
                + base.plus(Duration.ofHours(1));
        HttpResponse<String> newest = send(url + rows);
        return rows + "&as_of=" + newest.headers().firstValue("Metrobed-As-Of").orElseThrow();
    }

    private static String get(String url) {
        try {
            return send(url).body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> send(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void execute(DatabaseConfig database, String sql) throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(DatabaseConfig database, String sql) {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            return -1; // it is starting
        }
    }
}
