package org.metrobed.stream.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.write.WriteMode;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;

/**
 * A committed log gives the committed rows, in all tables, whatever the number of subtasks. The log ({@code log.bin.gz}) and
 * the rows ({@code rows.gz}, with {@code tables.txt} for people) are in {@code src/test/resources/golden}; a file that is
 * gone is written anew and fails the test once.
 */
@Timeout(600)
class GoldenLogIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final Path LOG = FOLDER.resolve("log.bin.gz");
    private static final Path ROWS = FOLDER.resolve("rows.gz");
    private static final Path SUMMARY = FOLDER.resolve("tables.txt");

    private static final String SINKS_AT_THE_END =
            "select count(*) from (select sink from sink_progress group by sink having count(*) = max(subtasks)"
                    + " and min(log_time) >= timestamptz 'epoch' + ? * interval '1 millisecond') s";

    private static String prefix;
    private static GoldenLog log;

    @BeforeAll
    static void playTheLog() throws IOException {
        if (!Files.exists(LOG)) {
            GoldenDays.write(Files.readString(FOLDER.resolve("harbour.yaml"))).write(LOG);
        }
        log = GoldenLog.read(LOG);
        prefix = KAFKA.newPrefix();
        log.play(KAFKA, prefix);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void committedLogGivesTheCommittedRows(int subtasks) throws Exception {
        GoldenTables came = run(subtasks);
        if (!Files.exists(ROWS)) {
            came.write(ROWS);
            Files.writeString(SUMMARY, came.summary());
            fail(ROWS + " and " + SUMMARY + " were missing and have been written: read what changed and commit them");
        }
        GoldenTables expected = GoldenTables.read(ROWS);
        List<String> differences = came.differences(expected);
        assertThat(differences)
                .as(
                        "rows of the golden log, pipeline version %s, committed by version %s."
                                + " Either the change broke something, or the same log gives other rows from now on:"
                                + " then raise Pipeline.VERSION, delete %s, run this test twice, say in CHANGELOG.md"
                                + " what changed, and commit.%n%s%n",
                        came.version(), expected.version(), ROWS, String.join("\n", differences))
                .isEmpty();
        assertThat(came.summary())
                .as("%s states version and digests: delete %s and run this test twice", SUMMARY, ROWS)
                .isEqualTo(Files.readString(SUMMARY));
    }

    private static GoldenTables run(int subtasks) throws Exception {
        DatabaseConfig database = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(database);
        PipelineConfig config = config(database, subtasks);
        Configuration flink = Pipeline.configuration(config);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(subtasks, flink);
        Pipeline.build(env, config);
        long sinks = env.getStreamGraph(false).getStreamNodes().stream()
                .filter(node -> node.getTransformationUID() != null
                        && node.getTransformationUID().startsWith("store-"))
                .count();
        try (HikariDataSource pool = Databases.pool(database, 1)) {
            JobClient job = env.executeAsync();
            try {
                Eventually.await("the log to be worked off", Duration.ofSeconds(240), () -> atEnd(pool) == sinks);
            } finally {
                job.cancel().get();
                env.close();
            }
            return GoldenTables.read(Pipeline.VERSION, pool).with(commands());
        }
    }

    /** How many sinks have come to the end of the log, which event time lies a little behind. */
    private static long atEnd(DataSource pool) {
        try (Connection connection = pool.getConnection();
                var statement = connection.prepareStatement(SINKS_AT_THE_END)) {
            statement.setLong(1, log.endMillis() - 1_001);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is to be sent to sessions whose births were missed; the topic holds that of every run. */
    private static GoldenTable commands() {
        Topic<Outgoing> topic = new Topics(prefix).commands();
        List<String> rows = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> rows.add(row(record, topic)));
            }
        }
        return new GoldenTable(
                "topic commands",
                List.of("id", "topic", "qos", "payload"),
                rows.stream().distinct().toList());
    }

    private static String row(ConsumerRecord<byte[], byte[]> record, Topic<Outgoing> topic) {
        Outgoing command = topic.codec().decode(record.value());
        return String.join(
                "\t",
                command.id(),
                command.topic(),
                Integer.toString(command.qos()),
                HexFormat.of().formatHex(command.payload().toByteArray()));
    }

    private static PipelineConfig config(DatabaseConfig database, int subtasks) {
        return new PipelineConfig(
                KAFKA.bootstrapServers(),
                prefix,
                new Topics(prefix).raw().partitions(),
                database,
                WriteMode.COPY,
                "",
                Duration.ZERO,
                subtasks,
                Duration.ofHours(24),
                true);
    }
}
