package org.metrobed.launcher.command;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.api.annotation.AnnotationOrder;
import org.metrobed.api.annotation.AnnotationWait;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.correction.AnnotationLog;
import org.metrobed.store.correction.StoredAnnotation;

/** Appends annotation events to a running Metrobed and waits until its API has computed the results. */
final class AnnotationWork {

    /** The clock of the commands. */
    static final InstantSource CLOCK = Clock.systemUTC();

    private static final Duration CATALOG = Duration.ofSeconds(60);

    private final ServiceMixin service;
    private final DatabaseMixin database;
    private final Console console;

    AnnotationWork(ServiceMixin service, DatabaseMixin database, Console console) {
        this.service = service;
        this.database = database;
        this.console = console;
    }

    /** Makes an annotation or orders a recompute. Returns the exit code. */
    int make(AnnotationOrder order, Duration wait) throws InterruptedException {
        return inDatabase((log, pool) -> {
            try (CatalogFeed catalog = CatalogFeed.start(service.kafka(), service.topics(), CLOCK)) {
                if (!catalog.awaitLoaded(CATALOG)) {
                    throw new CommandException("Kafka at " + service.kafka()
                            + (catalog.isEmpty()
                                    ? " has no catalog"
                                    : " is busy or away: the topic of the catalog could not be read within "
                                            + CATALOG));
                }
                AnnotationEvent made = log.make(order.draft(catalog.current(), CLOCK.instant()))
                        .orElseThrow(() -> new CommandException("the pipeline has not written anything yet"));
                return await(made.annotation(), "accepted as ", wait, pool);
            } catch (KafkaException e) {
                throw new CommandException("Kafka at " + service.kafka() + " does not answer: " + e.getMessage(), e);
            }
        });
    }

    /** Undoes an annotation. Returns the exit code. */
    int undo(String annotation, String reason, String author, Duration wait) throws InterruptedException {
        return inDatabase((log, pool) -> {
            if (log.undo(annotation, reason, author).isEmpty()) {
                throw new CommandException("there is no annotation " + annotation + ", or it is undone already");
            }
            return await(annotation, "undone: ", wait, pool);
        });
    }

    private int await(String annotation, String what, Duration wait, HikariDataSource pool)
            throws SQLException, InterruptedException {
        console.say(what + annotation);
        if (wait.isZero()) {
            return 0;
        }
        StoredAnnotation now;
        try (TerminalProgress progress = new TerminalProgress(console, "correcting", " days")) {
            now = new AnnotationWait(pool).await(annotation, wait, progress::at);
        }
        console.say(
                now.isApplied()
                        ? "applied"
                        : "%d of %d days wait for more log time or for the API; ask /api/v1/annotations/%s later"
                                .formatted(now.pendingDays(), now.days(), annotation));
        return now.isApplied() ? 0 : 1;
    }

    private interface Work {
        int run(AnnotationLog log, HikariDataSource pool) throws SQLException, InterruptedException;
    }

    private int inDatabase(Work work) throws InterruptedException {
        DatabaseConfig config = database.config(System.getenv());
        try (HikariDataSource pool = Databases.pool(config, 2)) {
            return work.run(new AnnotationLog(config, pool), pool);
        } catch (SQLException e) {
            throw new CommandException("the database does not answer: " + e.getMessage(), e);
        }
    }
}
