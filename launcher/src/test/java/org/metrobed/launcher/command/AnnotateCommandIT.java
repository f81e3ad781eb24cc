package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.launcher.Metrobed;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.correction.Cell;
import org.metrobed.store.correction.CellReader;
import org.metrobed.store.correction.CorrectionSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;
import picocli.CommandLine;

/** The commands with the embedded services of a data folder; the test replaces the pipeline and the API. */
class AnnotateCommandIT {

    private static final String DATASTREAM = "riverbend/ped-market-square/pedestrian-count";
    private static final Pattern ID = Pattern.compile("accepted as (\\S+)");

    @TempDir
    static Path data;

    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;
    private static DatabaseConfig database;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
        postgres = EmbeddedPostgres.start(data.resolve("postgres"), 0);
        database = new DatabaseConfig(
                postgres.jdbcUrl(),
                postgres.user(),
                new Secret(postgres.password()),
                DatabaseConfig.SCHEMA.defaultValue());
        Migrations.migrate(database);
        Topics topics = new Topics(Topics.DEFAULT_PREFIX);
        TopicSpec catalog = topics.catalog().spec();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(catalog.name(), Optional.of(1), Optional.empty()).configs(catalog.config())))
                    .all()
                    .get();
        }
        new CatalogPublisher(kafka.bootstrapServers(), topics)
                .publish(CatalogFiles.readFolder(Path.of("..", "bundles")));
    }

    @AfterAll
    static void stop() {
        postgres.close();
        kafka.close();
    }

    @Test
    void annotationsAreMadeAwaitedAndUndone() throws Exception {
        assertThat(annotate("--bad", "--wait", "PT0S")).isEqualTo(1);
        assertThat(out.toString()).contains("has not written anything yet");
        progress(1);

        assertThat(annotate("--scale", "2", "--wait", "PT1S")).isEqualTo(1);
        assertThat(out.toString()).contains("1 of 1 days wait");
        String id = id();
        progress(2);
        assertThat(apply())
                .as("the windows of four lengths of a reading beyond the horizon, then their correction and its own")
                .isEqualTo(4 + 5);

        assertThat(run("annotate", "--undo", id, "--reason", "no", "--author", "bob", "--wait", "PT0S"))
                .isZero();
        assertThat(run("annotate", "--undo", id, "--reason", "no", "--author", "bob"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("undone already");
        progress(3);
        assertThat(apply()).isEqualTo(5);

        assertThat(run("recompute", "--datastream", DATASTREAM, "--datetime", "2026-05-01/P1D", "--wait", "PT0S"))
                .isZero();
        assertThat(id()).isNotBlank();
        progress(4);
        assertThat(apply()).as("it says the same").isZero();
    }

    @Test
    void whatTheCatalogDoesNotKnowIsWrongUsage() {
        assertThat(run(
                        "annotate",
                        "--datastream",
                        "a/b/c",
                        "--datetime",
                        "2026-05-01/P1D",
                        "--bad",
                        "--reason",
                        "r",
                        "--author",
                        "a"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("--datastream is 'a/b/c', which is not in the catalog");
    }

    private int annotate(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "annotate",
                "--datastream",
                DATASTREAM,
                "--datetime",
                "2026-05-01T12:00:00Z/PT1M",
                "--reason",
                "r",
                "--author",
                "ada"));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... command) {
        out.getBuffer().setLength(0);
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--data",
                data.toString(),
                "--kafka",
                kafka.bootstrapServers(),
                "--postgres-port",
                Integer.toString(postgres.port())));
        return commands.execute(arguments.toArray(String[]::new));
    }

    private String id() {
        Matcher matcher = ID.matcher(out.toString());
        assertThat(matcher.find()).as(out.toString()).isTrue();
        return matcher.group(1);
    }

    /**
     * The log time is this many hours after noon; a reading of noon arrived after the end of the deduplication
     * retention.
     */
    private static void progress(int hours) throws SQLException {
        long millis = Times.NOON_MILLIS + hours * 3_600_000L;
        var reading = Observations.observation()
                .of(DATASTREAM)
                .at(Times.NOON)
                .tests(TestBits.BEYOND_RETENTION)
                .build();
        try (StoreSession session = StoreSession.open(database, WriteMode.COPY, "test")) {
            session.append(RowWriters.observations(), List.of(reading), new Progress("test", 0, 1, millis));
        }
    }

    private static long apply() throws SQLException {
        long appended = 0;
        try (HikariDataSource pool = Databases.pool(database, 2);
                CorrectionSession session = CorrectionSession.open(database, pool, SettingsSource.NONE, "test")) {
            for (Cell cell : new CellReader(pool).listAll()) {
                appended += session.apply(cell).appended();
            }
        }
        return appended;
    }
}
