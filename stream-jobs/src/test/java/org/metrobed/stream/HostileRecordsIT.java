package org.metrobed.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;
import org.metrobed.tracing.TraceConfig;

/**
 * Records that no writer writes, in the topics that the pipeline reads: all other records are processed, in every run
 * the same.
 */
@Timeout(240)
class HostileRecordsIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String DATASTREAM = "riverbend/air-central-station/pm25";
    private static final int READINGS = 120;

    private final String prefix = KAFKA.newPrefix();
    private final Random random = new Random(17);

    private long end;

    @Test
    void readingsAfterThemAreStoredAndTheJobNeverRestarts() throws Exception {
        try (RawLog log = new RawLog(KAFKA, prefix)) {
            send(log);
        }
        Map<String, String> first = run(1);
        assertThat(run(2)).isEqualTo(first);
    }

    /**
     * The catalog's records are sent first: the broker stamps them with its own time, and the raw log begins after
     * them.
     */
    private void send(RawLog log) throws Exception {
        CatalogFiles files = CatalogFiles.readFolder(Path.of("../bundles"));
        catalog(log, "v/before", noise());
        log.catalog(files.texts());
        catalog(log, "v/noise", noise());
        catalog(log, "v/empty", new byte[0]);
        catalog(log, "v/gone", null);
        catalog(log, "heartbeat", noise());
        log.catalogHeartbeat(1);
        log.flush();
        long now = Instant.now().toEpochMilli() - 3_000; // the catalog is known five seconds ahead of its last stamp
        long firstReading = now;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            hostileRaw(log, now, i % 4);
        }
        for (int i = 0; i < READINGS; i++) {
            now += 60;
            String payload = "{\"t\":\"" + Instant.ofEpochMilli(firstReading - (READINGS - i) * 10_000L)
                    + "\",\"o\":{\"pm25\":" + (5 + i % 7) + "}}";
            sent.add(
                    log.message(now, "metrobed/v1/riverbend/gw/air-central-station/up", "a", RawHeaders.text(payload)));
        }
        now = Instant.now().toEpochMilli() + 5_000; // the records of the catalog are in force by then
        log.catalogHeartbeat(now); // the broker stamps it, so the catalog is known up to then
        log.heartbeats(now);
        log.flush();
        assertThat(sent).allMatch(Future::isDone);
        end = now;
    }

    private void hostileRaw(RawLog log, long millis, int partition) {
        String raw = new Topics(prefix).raw().name();
        log.hostile(raw, partition, millis, null, noise(), Map.of());
        log.hostile(raw, partition, millis, noise(), null, Map.of());
        log.hostile(raw, partition, millis, null, noise(), Map.of(RawHeaders.KIND, noise()));
        log.hostile(raw, partition, millis, null, noise(), Map.of(RawHeaders.MQTT_TOPIC, RawHeaders.text("a\0b")));
        log.hostile(
                raw,
                partition,
                millis,
                null,
                RawHeaders.number(900),
                Map.of(RawHeaders.KIND, RawKind.DIVISION.bytes()));
        for (RawKind kind : RawKind.values()) {
            log.hostile(raw, partition, millis, null, noise(), Map.of(RawHeaders.KIND, kind.bytes()));
        }
    }

    private void catalog(RawLog log, String key, byte[] value) {
        log.hostile(new Topics(prefix).catalog().name(), 0, null, RawHeaders.text(key), value, Map.of());
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(100)];
        random.nextBytes(noise);
        return noise;
    }

    /** Runs the log through a job that may not restart; returns what it has stored. */
    private Map<String, String> run(int subtasks) throws Exception {
        DatabaseConfig database = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(database);
        PipelineConfig config = PipelineConfigBuilder.builder()
                .kafkaBootstrap(KAFKA.bootstrapServers())
                .topicPrefix(prefix)
                .rawPartitions(new Topics(prefix).raw().partitions())
                .database(database)
                .writeMode(WriteMode.COPY)
                .checkpointFolder("")
                .checkpointInterval(Duration.ZERO)
                .stateBackend(StateBackend.HASHMAP)
                .parallelism(subtasks)
                .horizon(Duration.ofHours(48))
                .trace(TraceConfig.OFF)
                .build();
        Configuration flink = Pipeline.configuration(config);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(subtasks, flink);
        Pipeline.build(env, config);
        try (HikariDataSource pool = Databases.pool(database, 1)) {
            Tables tables = new Tables(pool);
            JobClient job = env.executeAsync();
            try {
                Eventually.await(
                        "the log to be worked off",
                        Duration.ofSeconds(90),
                        () -> status(job) != JobStatus.RUNNING || tables.asOf() >= end - Pipeline.BEHIND_MILLIS);
                assertThat(status(job)).isEqualTo(JobStatus.RUNNING);
            } finally {
                job.cancel().get();
                env.close();
            }
            check(tables);
            return tables.read().digests();
        }
    }

    private static void check(Tables tables) throws SQLException {
        assertThat(tables.number("select count(*) from current_observation where datastream = '" + DATASTREAM + "'"))
                .isEqualTo(READINGS);
        assertThat(tables.number("select count(*) from dead_letter where reason = 'malformed'"))
                .isGreaterThanOrEqualTo(60);
        assertThat(tables.number("select count(*) from alert_event where datastream = 'metrobed/pipeline/catalog'"))
                .as("opened by the record before the first version, resolved by it, opened by the two after it")
                .isEqualTo(3);
        assertThat(tables.number("select count(*) from alert where datastream = 'metrobed/pipeline/catalog'"
                        + " and state = 'open' and message like '%record 2 of the catalog topic cannot be used%'"))
                .isEqualTo(1);
    }

    private static JobStatus status(JobClient job) {
        try {
            return job.getJobStatus().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
