package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.Ports;
import org.metrobed.launcher.Metrobed;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.WriteMode;
import org.metrobed.topics.Topics;
import picocli.CommandLine;

/** What a replay that fails leaves in the catalog. */
class ReplayCommandIT {

    private static final String TOPIC = "metrobed/v1/ioos-example/replay/tide-gauge/up";
    private static final String TWO_ROWS =
            "time,sea_surface_height_above_sea_level\n2018-09-05T21:00:00Z,1.5\n2018-09-05T22:00:00Z,1.6\n";
    private static final String CITY = "testbed:\n  id: city\n  name: City\n  zone: UTC\n";

    private static final Path MAPPING = Path.of("..", "mappings", "ioos-water-level.yaml");

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;
    private static EmbeddedMqttBroker broker;
    private static DatabaseConfig database;
    private static CatalogPublisher publisher;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private long before;

    @BeforeAll
    static void start() throws SQLException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), 0);
        database = new DatabaseConfig(
                postgres.jdbcUrl(),
                postgres.user(),
                new Secret(postgres.password()),
                DatabaseConfig.SCHEMA.defaultValue());
        Migrations.migrate(database);
        publisher = new CatalogPublisher(kafka.bootstrapServers(), new Topics(Topics.DEFAULT_PREFIX));
    }

    @AfterAll
    static void stop() {
        broker.close();
        postgres.close();
        kafka.close();
    }

    @BeforeEach
    void publishACity() throws Exception {
        before = publisher
                .publish(CatalogFiles.of(Map.of("city/testbed.yaml", CITY)))
                .version()
                .version();
    }

    @Test
    void fileWithOtherColumnsPublishesNothing() throws Exception {
        assertThat(replay("a,b\n1,2\n", broker.url())).isEqualTo(1);
        assertThat(publisher.findNewest().orElseThrow().version()).isEqualTo(before);
    }

    @Test
    void brokerThatCannotBeReachedLeavesTheCatalogAsItWas() throws Exception {
        assertThat(replay(TWO_ROWS, "tcp://127.0.0.1:" + Ports.choose(0))).isEqualTo(1);
        assertThat(out.toString())
                .contains("catalog version ", "no reading was published; the catalog is again as it was before");
        assertThat(publisher.findNewest().orElseThrow().version())
                .as("declared and taken back")
                .isGreaterThan(before + 1);
        assertThat(publisher
                        .publish(CatalogFiles.of(Map.of("city/testbed.yaml", CITY)))
                        .changed())
                .isFalse();
    }

    @Test
    void bundleOfSomebodyElseIsReplacedOnlyIfOneSaysSo() throws Exception {
        CatalogFiles foreign = CatalogFiles.of(Map.of("a.yaml", CITY.replace("city", "ioos-example")));
        before = publisher.publish(foreign).version().version();
        assertThat(replay(TWO_ROWS, broker.url())).isEqualTo(1);
        assertThat(err.toString())
                .contains("with other files is published: ioos-example/a.yaml; give the mapping another testbed.id")
                .contains("--replace");
        assertThat(publisher.findNewest().orElseThrow().version()).isEqualTo(before);

        assertThat(replay(TWO_ROWS, "tcp://127.0.0.1:" + Ports.choose(0), "--replace"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("the catalog is again as it was before");
        assertThat(publisher.merge(foreign).changed()).isFalse();

        assertThat(replay(TWO_ROWS, broker.url(), "--replace", "--wait", "PT0S"))
                .isZero();
        assertThat(replay(TWO_ROWS, broker.url(), "--wait", "PT0S")).isZero();
        assertThat(out.toString()).contains("catalog unchanged, version ");
    }

    @Test
    void recordingWithoutAReadableRowFailsAndLeavesTheCatalogAsItWas() throws Exception {
        assertThat(replay(
                        "time,sea_surface_height_above_sea_level\nsoon,1.5\nlater,1.6\n",
                        broker.url(),
                        "--wait",
                        "PT0S"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("of 2 values in 2 rows 2 are unreadable", "line 2: no time in 'soon'");
        assertThat(err.toString()).contains("no reading would be stored; nothing is published");
        assertThat(publisher.findNewest().orElseThrow().version()).isEqualTo(before);
    }

    @Test
    void rowsThatThePipelineWillRefuseAreToldBeforeAnythingIsPublished() throws Exception {
        assertThat(replay(
                        TWO_ROWS + "2018-09-05T22:00:00Z,1.7\n2018-09-01T22:00:00Z,1.8\n2099-09-01T22:00:00Z,1.9\n",
                        "tcp://127.0.0.1:" + Ports.choose(0)))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("of 5 values in 5 rows 0 are unreadable")
                .contains("1 will be refused as time-out-of-range, line 6: the time of water-level")
                .contains(
                        "1 have another value or flag than the reading of the same time before them, the first of ioos-example/")
                .contains("1 are more than PT48H before the newest reading");
    }

    @Test
    void readingsThatThePipelineRefusedAreCountedAtTheEnd() throws Exception {
        long soon = InstantSource.system().instant().plusSeconds(600).toEpochMilli();
        Progress processed = new Progress("test", 0, 1, soon);
        try (StoreSession session = StoreSession.open(database, WriteMode.COPY, "test")) {
            session.append(
                    RowWriters.deadLetters(), List.of(letter(1, TOPIC, soon), letter(2, "other", soon)), processed);
        }
        assertThat(replay(TWO_ROWS, broker.url())).isEqualTo(1);
        assertThat(out.toString())
                .contains("2 readings, 0 missing, 0 unreadable")
                .contains("0 stored (0 late, 0 beyond the horizon), 0 conflicting, 1 repeats, 1 dead letters:"
                        + " /api/v1/deadletters?topic=" + TOPIC);
        assertThat(publisher.findNewest().orElseThrow().version()).isEqualTo(before + 1);
    }

    @Test
    void catalogCheckTellsOfUnitThatIsPublishedOtherwise() throws Exception {
        String bundle = """
                testbed: { id: hill, name: Hill, zone: UTC }
                properties: { t: { name: T, unit: Cel, statistic: instant, interval: PT1M } }
                thing-types: { any: { family: air, properties: { t: } } }
                things: { s: { name: S, type: any, location: { lat: 1, lon: 2 } } }
                """;
        publisher.merge(CatalogFiles.of(Map.of("hill/hill.yaml", bundle)));
        Path changed = Files.createDirectories(folder.resolve("bundles/hill"));
        Files.writeString(changed.resolve("hill.yaml"), bundle.replace("Cel", "K"));
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String parent = changed.getParent().toString();

        assertThat(commands.execute("catalog", "check", parent)).isZero();
        assertThat(commands.execute("catalog", "check", parent, "--published", "--kafka", kafka.bootstrapServers()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("hill/hill.yaml:2:15: ", "changes the unit of hill/s/t from Cel to K");
    }

    private static DeadLetter letter(long offset, String topic, long receivedMillis) {
        RawPosition position = new RawPosition(0, offset, RawPosition.WHOLE_MESSAGE);
        return new DeadLetter(
                position, "locate", DeadLetter.Reason.UNKNOWN_DATASTREAM, "", topic, "", receivedMillis, 1, "{", 0, 0);
    }

    private int replay(String recording, String mqtt, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("recording.csv"), recording);
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("replay", file.toString(), "--map", MAPPING.toString()));
        arguments.addAll(List.of("--kafka", kafka.bootstrapServers(), "--mqtt", mqtt, "--data", folder.toString()));
        arguments.addAll(List.of("--postgres-port", Integer.toString(postgres.port())));
        arguments.addAll(List.of(options));
        return commands.execute(arguments.toArray(String[]::new));
    }
}
