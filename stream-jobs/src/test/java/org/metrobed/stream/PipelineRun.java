package org.metrobed.stream;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.topics.Topics;

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
        DatabaseConfig database = new DatabaseConfig(
                postgres.url(), postgres.user(), new Secret(postgres.password()), postgres.newSchema());
        Migrations.migrate(database);
        PipelineConfig config = config(database).asRebuild(database, subtasks);
        Configuration flink = Pipeline.configuration(config);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        HikariDataSource pool = Databases.pool(database, 1);
        pools.add(pool);
        Tables tables = new Tables(pool);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(subtasks, flink);
        Pipeline.build(env, config);
        JobClient job = env.executeAsync();
        try {
            Eventually.await(
                    "the log to be worked off",
                    Duration.ofSeconds(240),
                    () -> tables.asOf() >= endMillis - Pipeline.BEHIND_MILLIS);
        } finally {
            job.cancel().get();
            env.close();
        }
        return tables.read();
    }

    private PipelineConfig config(DatabaseConfig database) {
        return PipelineConfigBuilder.builder()
                .kafkaBootstrap(kafka.bootstrapServers())
                .topicPrefix(prefix)
                .rawPartitions(new Topics(prefix).raw().partitions())
                .database(database)
                .writeMode(WriteMode.COPY)
                .checkpointFolder("")
                .checkpointInterval(Duration.ZERO)
                .stateBackend(StateBackend.HASHMAP)
                .parallelism(1)
                .horizon(Duration.ofHours(48))
                .build();
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
