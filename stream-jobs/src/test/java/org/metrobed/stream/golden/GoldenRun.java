package org.metrobed.stream.golden;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.write.WriteMode;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;
import org.metrobed.stream.PipelineConfigBuilder;
import org.metrobed.stream.StateBackend;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;
import org.metrobed.tracing.TraceConfig;

/**
 * The pipeline over a log in Kafka. Immutable.
 *
 * @param prefix of the topics
 * @param endMillis the log's last received time, milliseconds since 1970 UTC
 */
record GoldenRun(KafkaExtension kafka, PostgresExtension postgres, String prefix, long endMillis) {

    private static final String SINKS_AT_THE_END =
            "select count(*) from (select sink from sink_progress group by sink having count(*) = max(subtasks)"
                    + " and min(log_time) >= timestamptz 'epoch' + ? * interval '1 millisecond') s";

    /**
     * The result of a run.
     *
     * @param tables all rows
     * @param states the states of all operators
     * @param savepoint the savepoint at its end
     */
    record Result(GoldenTables tables, List<String> states, Path savepoint) {}

    /**
     * Runs the log through a job of its own into a schema of its own.
     *
     * @param savepoints a folder for the savepoint at its end
     */
    Result through(int subtasks, StateBackend backend, Path savepoints) throws Exception {
        DatabaseConfig database = new DatabaseConfig(
                postgres.url(), postgres.user(), new Secret(postgres.password()), postgres.newSchema());
        Migrations.migrate(database);
        PipelineConfig config = config(database, subtasks, backend);
        StreamExecutionEnvironment env = environment(config, new Configuration());
        long sinks = env.getStreamGraph(false).getStreamNodes().stream()
                .filter(node -> node.getTransformationUID() != null
                        && node.getTransformationUID().startsWith("store-"))
                .count();
        try (HikariDataSource pool = Databases.pool(database, 1)) {
            JobClient job = env.executeAsync();
            try {
                Eventually.await("the log to be worked off", Duration.ofSeconds(240), () -> atEnd(pool) == sinks);
                Path savepoint = savepoint(job, savepoints);
                return new Result(
                        GoldenTables.read(Pipeline.VERSION, pool).with(commands()),
                        StateNames.read(savepoint),
                        savepoint);
            } finally {
                job.cancel().get();
                env.close();
            }
        }
    }

    /** Runs a job from a savepoint with a state backend, and lists the states of its operators. */
    List<String> states(Path from, StateBackend backend, Path savepoints) throws Exception {
        DatabaseConfig database = new DatabaseConfig(
                postgres.url(), postgres.user(), new Secret(postgres.password()), postgres.newSchema());
        Migrations.migrate(database);
        Configuration restored = new Configuration();
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, from.toUri().toString());
        StreamExecutionEnvironment env = environment(config(database, 2, backend), restored);
        JobClient job = env.executeAsync();
        try {
            List<Path> taken = new ArrayList<>();
            Eventually.await("a savepoint", Duration.ofSeconds(120), () -> {
                try {
                    return taken.add(savepoint(job, savepoints));
                } catch (CompletionException e) {
                    return false; // not all tasks run yet
                }
            });
            return StateNames.read(taken.get(0));
        } finally {
            job.cancel().get();
            env.close();
        }
    }

    private static Path savepoint(JobClient job, Path savepoints) {
        return Path.of(URI.create(job.triggerSavepoint(savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .join()));
    }

    private static StreamExecutionEnvironment environment(PipelineConfig config, Configuration more) {
        Configuration flink = Pipeline.configuration(config);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes(config.stateBackend() == StateBackend.ROCKSDB ? 256 : 1));
        flink.addAll(more);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), flink);
        Pipeline.build(env, config);
        return env;
    }

    /** Number of sinks that have reached the end of the log; event time is a little behind it. */
    private long atEnd(DataSource pool) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(SINKS_AT_THE_END)) {
            statement.setLong(1, endMillis - Pipeline.BEHIND_MILLIS);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commands to sessions whose births were missed; the topic has those of every run. */
    private GoldenTable commands() {
        Topic<Outgoing> topic = new Topics(prefix).commands();
        List<String> rows = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
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

    private PipelineConfig config(DatabaseConfig database, int subtasks, StateBackend backend) {
        return PipelineConfigBuilder.builder()
                .kafkaBootstrap(kafka.bootstrapServers())
                .topicPrefix(prefix)
                .rawPartitions(new Topics(prefix).raw().partitions())
                .database(database)
                .writeMode(WriteMode.COPY)
                .checkpointFolder("")
                .checkpointInterval(Duration.ZERO)
                .stateBackend(backend)
                .parallelism(subtasks)
                .horizon(Duration.ofHours(24))
                .publish(true)
                .trace(TraceConfig.OFF)
                .build();
    }
}
