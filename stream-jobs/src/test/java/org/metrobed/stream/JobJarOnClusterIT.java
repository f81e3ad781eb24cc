package org.metrobed.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** The jar for a Flink cluster, on a cluster with nothing but Flink: processes, Kafka and PostgreSQL are real. */
@Timeout(600)
class JobJarOnClusterIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Path JAR = Path.of("target", "metrobed-stream-jobs-job.jar");
    private static final String OBSERVATIONS = "select count(*) from observation where revision = 0 and raw_index >= 0";
    private static final long START = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();

    @TempDir
    Path folder;

    @Test
    void eachReadingBecomesOneObservationAlthoughATaskManagerIsKilled() throws Exception {
        String prefix = KAFKA.newPrefix();
        CatalogFiles files = CatalogFiles.readFolder(Path.of("../bundles"));
        DatabaseConfig database = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(database);
        Map<String, String> environment = Map.of(
                "METROBED_KAFKA_BOOTSTRAP", KAFKA.bootstrapServers(),
                "METROBED_TOPIC_PREFIX", prefix,
                "METROBED_DATABASE_URL", database.url(),
                "METROBED_DATABASE_USER", database.user(),
                "METROBED_DATABASE_PASSWORD", POSTGRES.password(),
                "METROBED_DATABASE_SCHEMA", database.schema(),
                "METROBED_CHECKPOINT_DIR", folder.resolve("checkpoints").toUri().toString(),
                "METROBED_CHECKPOINT_INTERVAL", "PT1S",
                "METROBED_PARALLELISM", "2");
        try (RawLog log = new RawLog(KAFKA, prefix);
                HikariDataSource pool = Databases.pool(database, 1);
                FlinkProcesses cluster = FlinkProcesses.start(
                        folder.resolve("flink"), JAR, PipelineMain.class.getName(), environment, 3)) {
            log.catalog(files.texts());
            Feed feed = new Feed(CatalogReader.read(files, 0), log, 7);
            long now = feed.send(START, 60);
            Tables tables = new Tables(pool);
            await("observations", OBSERVATIONS, 1, tables, cluster);
            cluster.killBusyTaskManager();
            now = feed.send(now, 60);
            for (int second = 0; second < 1_800; second++) {
                now += 1_000;
                log.heartbeats(now);
            }
            log.flush();
            await("observations", OBSERVATIONS, feed.observations(), tables, cluster);
            await("closed windows", "select count(*) from current_window where good_count > 0", 1, tables, cluster);
            assertThat(tables.number(OBSERVATIONS)).isEqualTo(feed.observations());
        }
    }

    private static void await(String what, String count, long least, Tables tables, FlinkProcesses cluster) {
        try {
            Eventually.await(what + " in the database", Duration.ofSeconds(240), () -> count(tables, count) >= least);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + cluster.errors(), e);
        }
    }

    private static long count(Tables tables, String sql) {
        try {
            return tables.number(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
