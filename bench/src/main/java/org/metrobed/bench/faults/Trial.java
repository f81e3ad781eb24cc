package org.metrobed.bench.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.metrobed.embedded.ServiceException;
import org.metrobed.testbed.run.Console;
import org.metrobed.testbed.run.TerminalProgress;

/** One system, one fault after the other, each within a load of its own. Not thread-safe. */
final class Trial {

    private static final long LIMIT_SECONDS = 300;
    private static final long MINUTE_MICROS = 60_000_000;

    private final SeparateSystem system;
    private final Plan plan;
    private final Console console;
    private final StoredRows rows;
    private final RawCount raw;
    private long nextMicros;
    private long expectedRows;
    private long deadLetters;
    private long conflicts;

    /**
     * How much load. Immutable.
     *
     * @param things each with ten datastreams
     * @param readingsPerSecond of all of them
     * @param seconds of each load
     * @param outage of a part that is stopped
     */
    record Plan(int things, long readingsPerSecond, long seconds, Duration outage) {
        Feed feed(long startMicros) {
            int rounds = Math.toIntExact(readingsPerSecond * seconds / ((long) things * 10));
            return new Feed(things, startMicros, Math.max(1, rounds));
        }
    }

    /**
     * Over a running system.
     *
     * @param startMicros phenomenon time of the first load, a whole minute
     */
    Trial(SeparateSystem system, Plan plan, Console console, long startMicros) {
        this.system = system;
        this.plan = plan;
        this.console = console;
        this.rows = new StoredRows(system.database());
        this.raw = new RawCount(system.kafkaBootstrap());
        this.nextMicros = startMicros;
    }

    /**
     * Publishes for a while, lets the fault happen after a quarter of it, and counts.
     *
     * @throws ServiceException when a part does not come back or the broker stays away from gateways
     */
    Outcome run(Fault fault) throws SQLException {
        Feed feed = plan.feed(nextMicros);
        nextMicros = (feed.endMicros() + MINUTE_MICROS - 1) / MINUTE_MICROS * MINUTE_MICROS;
        expectedRows += feed.readings();
        SteadyPublisher publisher = SteadyPublisher.start(feed, system.mqttUrl(), plan.readingsPerSecond());
        Watch watch = new Watch(feed, publisher, rows);
        try (TerminalProgress progress = new TerminalProgress(console, fault.id(), " messages")) {
            Waiting.untilNanos(System.nanoTime() + plan.seconds() * 250_000_000L);
            Strike.Done done = new Strike(system, plan.outage(), publisher).run(fault, watch::mark);
            watch.follow(done.endedNanos(), LIMIT_SECONDS, acknowledged -> progress.at(acknowledged, feed.messages()));
            return outcome(fault, feed, publisher, done, watch);
        } catch (CompletionException e) {
            throw new ServiceException("the gateways gave up: " + e.getCause().getMessage(), e);
        }
    }

    private Outcome outcome(Fault fault, Feed feed, SteadyPublisher publisher, Strike.Done done, Watch watch)
            throws SQLException {
        RawCount.Part log = raw.next();
        Waiting.holds(LIMIT_SECONDS, () -> rows.committedUpTo(log.newestMillis() + 1));
        Tally.Count count = rows.count(feed);
        Outcome.Strays strays = new Outcome.Strays(
                rows.deadLetters() - deadLetters,
                rows.conflicts() - conflicts,
                rows.observations() - expectedRows + count.missing() - count.doubled() - count.foreign());
        deadLetters += strays.deadLetters();
        conflicts += strays.conflicts();
        expectedRows += strays.rows() - count.missing() + count.doubled() + count.foreign();
        Outcome.Times times = new Outcome.Times(
                seconds(done.endedNanos() - done.beganNanos()),
                seconds(done.servedNanos() - done.endedNanos()),
                watch.recoverySeconds(),
                watch.restSeconds());
        return new Outcome(
                fault,
                feed.messages(),
                publisher.resent(),
                publisher.unheard(),
                count,
                strays,
                log,
                times,
                done.note());
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
