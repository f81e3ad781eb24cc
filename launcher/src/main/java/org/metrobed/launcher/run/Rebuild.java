package org.metrobed.launcher.run;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.api.annotation.Recomputer;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.raw.RawLogReach;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.PeopleTables;
import org.metrobed.store.Schemas;
import org.metrobed.store.TableDigest;
import org.metrobed.store.correction.AnnotationLog;
import org.metrobed.store.correction.Cell;
import org.metrobed.store.correction.CellReader;
import org.metrobed.store.correction.CorrectionSession;
import org.metrobed.store.progress.ProgressReader;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;
import org.metrobed.topics.Topics;

/**
 * Runs the raw log of a stopped Metrobed through the pipeline again, from beginning to end. Each run writes to an empty
 * schema. Not thread-safe.
 */
public final class Rebuild implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final Duration CATALOG = Duration.ofMinutes(1);
    /** How many days of datastreams are corrected before the list is read again. */
    private static final int CELLS = 1_000;

    private final StopSequence started = new StopSequence();
    private final RunOptions options;
    private final DataFolder data;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final long endMillis;

    private Rebuild(RunOptions options, Console console) {
        this.options = options;
        try {
            data = started.add("data folder", DataFolder.take(options.data()));
            kafka = started.add(
                    "Kafka", console.step("Kafka", () -> EmbeddedKafka.start(data.of("kafka"), options.kafkaPort())));
            postgres = started.add(
                    "PostgreSQL",
                    console.step(
                            "PostgreSQL", () -> EmbeddedPostgres.start(data.of("postgres"), options.postgresPort())));
            endMillis = RawLogEnd.alignPartitions(kafka.bootstrapServers(), new Topics(Topics.DEFAULT_PREFIX))
                    - Pipeline.BEHIND_MILLIS;
        } catch (ServiceException e) {
            started.close();
            throw e;
        }
    }

    /**
     * Starts Kafka and PostgreSQL on the data folder.
     *
     * @throws ServiceException when they do not start, a Metrobed runs on this folder, or the folder has no raw log
     */
    public static Rebuild open(RunOptions options, Console console) {
        return new Rebuild(options, console);
    }

    /** Runs the live pipeline from its checkpoint to the end of the log, and returns digests of its tables. */
    public List<TableDigest> finishLive() {
        DatabaseConfig live = live();
        String checkpoints = FlinkService.checkpoints(data.of("flink")).toUri().toString();
        PipelineConfig config = Configs.pipeline(kafka.bootstrapServers(), live, checkpoints, options.parallelism());
        try {
            Migrations.migrate(live);
            return runToEnd(config, "flink");
        } catch (SQLException e) {
            throw new ServiceException("the live results cannot be read: " + e.getMessage(), e);
        }
    }

    /** Runs the whole log into an empty schema and returns digests of its tables. */
    public List<TableDigest> run(int subtasks) {
        DatabaseConfig into = rebuilt(subtasks);
        PipelineConfig config =
                Configs.pipeline(kafka.bootstrapServers(), into, "", subtasks).asRebuild(into, subtasks);
        try {
            Schemas.drop(into);
            Migrations.migrate(into);
            AnnotationLog.copy(live(), into);
            return runToEnd(config, "flink-rebuild");
        } catch (SQLException e) {
            throw new ServiceException("the database cannot be prepared: " + e.getMessage(), e);
        }
    }

    /** How far back the raw log reaches; rows of records before cannot be computed again. */
    public RawLogReach reach() {
        return RawLogReach.read(kafka.bootstrapServers(), new Topics(Topics.DEFAULT_PREFIX));
    }

    /** Drops the schema of {@link #run}. */
    public void discard(int subtasks) {
        drop(rebuilt(subtasks));
    }

    /**
     * Drops the live results and the checkpoints. Keeps the records of people's actions, because they are in no log.
     * The next start computes all results from the raw log and these records.
     *
     * @param dropOlder whether results of records that the raw log no longer has are dropped, too
     * @throws ServiceException if there may be such results and they are not to be dropped; then nothing is changed
     */
    public void startOver(boolean dropOlder) {
        RawLogReach reach = reach();
        if (reach.isShortened() && !dropOlder) {
            throw new ServiceException(reach.describe()
                    + ". Results of older records cannot be computed again and would be lost; nothing is dropped. Restore a"
                    + " backup that has these records, and start without METROBED_RAW_RETENTION until they are computed;"
                    + " or say --drop-older");
        }
        DatabaseConfig live = live();
        DatabaseConfig fresh = live.withSchema("metrobed_start_over");
        try {
            if (Schemas.exists(live)) {
                Migrations.migrate(live);
                Schemas.drop(fresh);
                Migrations.migrate(fresh);
                AnnotationLog.copy(live, fresh);
                PeopleTables.copy(live, fresh);
                Schemas.replace(live, fresh.schema());
            }
        } catch (SQLException e) {
            throw new ServiceException("the results are not dropped: " + e.getMessage(), e);
        }
        FlinkService.forget(data.of("flink"));
    }

    @Override
    public void close() {
        started.close();
    }

    /** The database with the live results. */
    DatabaseConfig live() {
        return Configs.database(postgres);
    }

    private DatabaseConfig rebuilt(int subtasks) {
        return live().withSchema("metrobed_rebuild_" + subtasks);
    }

    private List<TableDigest> runToEnd(PipelineConfig config, String folder) throws SQLException {
        try (FlinkService flink = FlinkService.start(data.of(folder), config.parallelism());
                HikariDataSource pool = Databases.pool(config.database(), 1)) {
            flink.run(() -> Configs.graph(config));
            ProgressReader progress = new ProgressReader(pool);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            List<TableDigest> before = List.of();
            while (System.nanoTime() < deadline) {
                LockSupport.parkNanos(IDLE.toNanos());
                OptionalLong asOf = progress.asOf();
                if (asOf.isPresent() && asOf.getAsLong() >= endMillis) {
                    correct(config.database(), pool, asOf.getAsLong());
                    List<TableDigest> now = TableDigest.list(config.database());
                    if (now.equals(before)) {
                        return now;
                    }
                    before = now;
                }
            }
            throw new ServiceException("the pipeline has not reached the end of the log within " + LIMIT);
        }
    }

    /** Writes what is due up to a log time; a second call has no effect. */
    private void correct(DatabaseConfig schema, HikariDataSource pool, long asOfMillis) throws SQLException {
        try (CatalogFeed catalog = CatalogFeed.start(
                        kafka.bootstrapServers(), new Topics(Topics.DEFAULT_PREFIX), InstantSource.system());
                CorrectionSession session = CorrectionSession.open(schema, pool, catalog, Recomputer.VERSION)) {
            if (!catalog.awaitLoaded(CATALOG)) {
                throw new ServiceException("the catalog is not read within " + CATALOG);
            }
            CellReader cells = new CellReader(pool);
            long minute = LogMinute.after(asOfMillis) - LogMinute.MILLIS;
            for (List<Cell> due = cells.listDue(minute, CELLS); !due.isEmpty(); due = cells.listDue(minute, CELLS)) {
                for (Cell cell : due) {
                    session.apply(cell);
                    session.published(cell);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while corrections are computed", e);
        }
    }

    private static void drop(DatabaseConfig schema) {
        try {
            Schemas.drop(schema);
        } catch (SQLException e) {
            throw new ServiceException("schema " + schema.schema() + " is not dropped: " + e.getMessage(), e);
        }
    }
}
