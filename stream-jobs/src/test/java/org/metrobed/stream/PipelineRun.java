package org.metrobed.stream;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.write.WriteMode;
import org.metrobed.stream.source.RawPartitions;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.tracing.TraceConfig;

/** Runs a log through jobs of their own, each into a schema of its own. Close it to close the pools. */
final class PipelineRun implements AutoCloseable {

    private final KafkaExtension kafka;
    private final PostgresExtension postgres;
    private final String prefix;
    private final List<HikariDataSource> pools = new ArrayList<>();

    PipelineRun(KafkaExtension kafka, PostgresExtension postgres, String prefix) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.prefix = prefix;
    }

    /** The tables of a run up to a log time, milliseconds since 1970 UTC; they can be queried until this is closed. */
    Tables of(int subtasks, long endMillis) throws Exception {
        DatabaseConfig database = newDatabase();
        Tables tables = tables(database);
        work(config(database).asRebuild(database, subtasks), new Configuration(), tables, endMillis, job -> {});
        return tables.read();
    }

    /**
     * The tables of a job that ends with a savepoint in the middle of the log, and of another that goes on from there.
     *
     * @param between what happens to the log in between
     * @param savepoints a folder for the savepoint
     */
    Tables withRestart(int subtasks, long middleMillis, Runnable between, long endMillis, Path savepoints)
            throws Exception {
        DatabaseConfig database = newDatabase();
        Tables tables = tables(database);
        List<String> taken = new ArrayList<>();
        work(
                config(database).asRebuild(database, subtasks),
                new Configuration(),
                tables,
                middleMillis,
                job -> taken.add(job.triggerSavepoint(savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                        .join()));
        between.run();
        Configuration restored = new Configuration();
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, taken.get(0));
        work(config(database).asRebuild(database, subtasks), restored, tables, endMillis, job -> {});
        return tables.read();
    }

    private void work(
            PipelineConfig config, Configuration more, Tables tables, long endMillis, Consumer<JobClient> atEnd)
            throws Exception {
        Configuration flink = Pipeline.configuration(config);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        flink.addAll(more);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), flink);
        Pipeline.build(env, config);
        JobClient job = env.executeAsync();
        try {
            Eventually.await(
                    "the log to be worked off",
                    Duration.ofSeconds(240),
                    () -> tables.asOf() >= endMillis - Pipeline.BEHIND_MILLIS);
            atEnd.accept(job);
        } finally {
            job.cancel().get();
            env.close();
        }
    }

    private DatabaseConfig newDatabase() throws SQLException {
        DatabaseConfig database = new DatabaseConfig(
                postgres.url(), postgres.user(), new Secret(postgres.password()), postgres.newSchema());
        Migrations.migrate(database);
        return database;
    }

    private Tables tables(DatabaseConfig database) {
        HikariDataSource pool = Databases.pool(database, 1);
        pools.add(pool);
        return new Tables(pool);
    }

    private PipelineConfig config(DatabaseConfig database) {
        return PipelineConfigBuilder.builder()
                .kafkaBootstrap(kafka.bootstrapServers())
                .topicPrefix(prefix)
                .rawPartitions(RawPartitions.count(kafka.bootstrapServers(), prefix))
                .database(database)
                .writeMode(WriteMode.COPY)
                .checkpointFolder("")
                .checkpointInterval(Duration.ZERO)
                .stateBackend(StateBackend.HASHMAP)
                .parallelism(1)
                .horizon(Duration.ofHours(48))
                .trace(TraceConfig.OFF)
                .build();
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
