package org.metrobed.launcher.command;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.metrobed.launcher.run.Console;
import org.metrobed.simulators.replay.ReplayMapping;
import org.metrobed.simulators.replay.ReplayReport;
import org.metrobed.store.Databases;
import org.metrobed.store.deadletter.DeadLetterFilter;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.observation.ArrivalReader;
import org.metrobed.store.progress.ProgressReader;

/** Tells what became of the readings of a replay, by asking the store. */
final class ReplayOutcome {

    private static final InstantSource CLOCK = Clock.systemUTC();
    private static final long PAUSE_NANOS = 500_000_000;

    private final DatabaseMixin database;
    private final Duration wait;
    private final Console console;

    /** @param wait how long to wait until the pipeline has processed everything; zero to ask nothing */
    ReplayOutcome(DatabaseMixin database, Duration wait, Console console) {
        this.database = database;
        this.wait = wait;
        this.console = console;
    }

    /**
     * Waits until the pipeline has processed everything up to now, and counts.
     *
     * @param mapping of the replay
     * @param began a time before the first of them
     * @return the exit code: 1 if more became dead letters than the replay itself could not read
     */
    int tell(ReplayMapping mapping, Instant began, ReplayReport report) throws InterruptedException {
        Instant ended = CLOCK.instant();
        if (wait.isZero()) {
            return 0;
        }
        try (HikariDataSource pool = Databases.pool(database.config(System.getenv()), 1)) {
            boolean whole = awaitProcessed(pool, ended);
            DeadLetterFilter filter = DeadLetterFilter.ALL
                    .withTopic(mapping.topic())
                    .withReceived(began.toEpochMilli(), DeadLetterFilter.ALL.toMillis());
            long letters = new DeadLetterReader(pool).count(filter);
            ArrivalReader.Arrivals arrivals =
                    new ArrivalReader(pool).count(mapping.datastreams(), began.toEpochMilli());
            long refused = Math.max(0, letters - report.unreadable());
            long repeats = report.readings() + report.missing() - arrivals.stored() - arrivals.conflicting() - refused;
            console.say("%d stored (%d late, %d beyond the horizon), %d conflicting%s, %d repeats, %d dead letters%s%s"
                    .formatted(
                            arrivals.stored(),
                            arrivals.late(),
                            arrivals.beyond(),
                            arrivals.conflicting(),
                            arrivals.conflicting() == 0 ? "" : " (" + conflicts(mapping) + ")",
                            whole ? Math.max(0, repeats) : 0,
                            letters,
                            whole ? "" : " so far; the pipeline has not processed all of it within " + wait,
                            letters == 0 ? "" : ": /api/v1/deadletters?topic=" + mapping.topic()));
            return letters > report.unreadable() ? 1 : 0;
        } catch (CommandException | SQLException e) {
            console.say("the store cannot be asked: " + e.getMessage());
            return 0;
        }
    }

    private static String conflicts(ReplayMapping mapping) {
        return "/api/v1/conflicts?thing=" + mapping.testbed() + "/" + mapping.thing();
    }

    /** The log time follows the messages: it passes the end of the replay when all of them are processed. */
    private boolean awaitProcessed(DataSource pool, Instant ended) throws SQLException, InterruptedException {
        ProgressReader progress = new ProgressReader(pool);
        Instant deadline = ended.plus(wait);
        while (progress.asOf().orElse(0) <= ended.toEpochMilli()) {
            if (CLOCK.instant().isAfter(deadline)) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("while the pipeline was awaited");
            }
        }
        return true;
    }
}
