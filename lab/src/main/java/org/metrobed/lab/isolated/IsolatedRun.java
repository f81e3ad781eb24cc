package org.metrobed.lab.isolated;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.run.Configs;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.DataFolder;
import org.metrobed.launcher.run.StopSequence;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.Schemas;
import org.metrobed.store.TableDigest;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.topics.Topics;

/**
 * A run of the pipeline apart from the live one, with topics {@code lane-NAME.…}, schemas
 * {@code metrobed_lane_NAME_PASS} and its own job. The driver supplies received times; nobody is notified and nothing
 * is sent. Not thread-safe.
 */
public final class IsolatedRun implements AutoCloseable {

    private final StopSequence started = new StopSequence();
    private final IsolatedRunOptions options;
    private final Topics topics;
    private final DataFolder data;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;

    private IsolatedRun(IsolatedRunOptions options, Console console) {
        this.options = options;
        topics = new Topics("lane-" + options.name().replace('_', '-') + ".");
        try {
            data = started.add("data folder", DataFolder.take(options.data()));
            kafka = started.add("Kafka", console.step("Kafka", () -> EmbeddedKafka.start(data.of("kafka"), 0)));
            postgres = started.add(
                    "PostgreSQL", console.step("PostgreSQL", () -> EmbeddedPostgres.start(data.of("postgres"), 0)));
        } catch (ServiceException e) {
            started.close();
            throw e;
        }
    }

    /**
     * Starts Kafka and PostgreSQL of an isolated run.
     *
     * @throws ServiceException when they do not start, or a Metrobed runs on this folder
     */
    public static IsolatedRun open(IsolatedRunOptions options, Console console) {
        return new IsolatedRun(options, console);
    }

    /**
     * Begins a new log, with this catalog in force from its start.
     *
     * @param start the first received time; the last must not be in the future
     * @throws org.metrobed.catalog.CatalogException when the catalog does not compile
     * @throws org.apache.kafka.common.KafkaException when Kafka refuses
     */
    public RunLog begin(CatalogFiles catalog, Instant start) {
        RunTopics.delete(kafka.bootstrapServers(), topics);
        RunLog log = RunLog.open(kafka.bootstrapServers(), topics, start);
        try {
            new CatalogPublisher(kafka.bootstrapServers(), topics).publish(catalog);
            return log;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.close();
            throw new ServiceException("interrupted while the catalog was published", e);
        }
    }

    /**
     * Runs the log through the pipeline into an empty schema.
     *
     * @param fromMillis the first received time of the log, milliseconds since 1970 UTC
     * @param endMillis the last received time of the log, milliseconds since 1970 UTC
     * @throws ServiceException when the job does not run, or ends too early
     */
    public RunResult run(RunPass pass, long fromMillis, long endMillis, WorkProgress progress) {
        DatabaseConfig into = schema(pass);
        try (HikariDataSource pool = prepare(into)) {
            new RunJob(kafka.bootstrapServers(), topics, into, data.of("flink-isolated"), pool)
                    .run(pass, fromMillis, endMillis, progress);
            return new RunResult(pass, TableDigest.list(into), new AlertReader(pool).listAllEvents());
        } catch (SQLException e) {
            throw new ServiceException("the results of the isolated run cannot be read: " + e.getMessage(), e);
        }
    }

    /** The schema of a pass. */
    public DatabaseConfig schema(RunPass pass) {
        return Configs.database(postgres).withSchema("metrobed_lane_" + options.name() + "_" + pass.number());
    }

    @Override
    public void close() {
        started.close();
    }

    private static HikariDataSource prepare(DatabaseConfig into) throws SQLException {
        Schemas.drop(into);
        Migrations.migrate(into);
        return Databases.pool(into, 1);
    }
}
