package org.metrobed.lab.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.metrobed.catalog.Catalog;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.model.Datastream;
import org.metrobed.store.settings.SettingsSource;

/** Runs faults on one system, one after the other, each during its own load. Not thread-safe. */
final class Trial {

    private static final long LIMIT_SECONDS = 300;
    private static final long WINDOWS_SECONDS = 120;
    private static final long LOOK_NANOS = 500_000_000;
    private static final long MINUTE_MICROS = 60_000_000;

    private final SeparateSystem system;
    private final Plan plan;
    private final Console console;
    private final StoredRows rows;
    private final RawCount raw;
    private final Backlog backlog;
    private final InstantSource clock;
    private long nextMicros;
    private long loadRows;
    private FaultOutcome.Strays straysBefore = new FaultOutcome.Strays(0, 0, 0);

    /**
     * The size of the load. Immutable.
     *
     * @param things number of things, each with ten datastreams
     * @param readingsPerSecond readings per second of all things
     * @param seconds duration of each load
     * @param disk the disk of all parts, if it may be filled
     */
    record Plan(int things, long readingsPerSecond, long seconds, Optional<FullDisk> disk) {

        private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(15);
        private static final Duration LONGEST_LONG_OUTAGE = Duration.ofSeconds(60);

        private Feed feed(FaultCase fault, long startMicros) {
            long rounds = rate(fault) * duration(fault) / ((long) things * BenchCity.PROPERTIES);
            return new Feed(things, startMicros, Math.toIntExact(Math.max(1, rounds)));
        }

        /** In the clock cases phenomenon time goes as fast as the clock, and a datastream has a reading a second. */
        private long rate(FaultCase fault) {
            return fault.isOfClock() ? readingsPerSecond / 10 : readingsPerSecond;
        }

        private long duration(FaultCase fault) {
            return fault.isLong() ? seconds + (seconds + 1) / 2 : seconds;
        }

        /** How long a part is away that is stopped: half the load. */
        Duration outage() {
            return shorter(Duration.ofSeconds(seconds).dividedBy(2), LONGEST_OUTAGE);
        }

        /** How long a fault lasts that does not end a part. */
        Duration longOutage() {
            return shorter(Duration.ofSeconds(seconds), LONGEST_LONG_OUTAGE);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /**
     * Runs faults on a running system.
     *
     * @param catalog of the system
     * @param startMicros phenomenon time of the first load, a whole minute
     * @param clock of this machine
     */
    Trial(SeparateSystem system, Catalog catalog, Plan plan, Console console, long startMicros, InstantSource clock) {
        this.clock = clock;
        this.system = system;
        this.plan = plan;
        this.console = console;
        this.rows = new StoredRows(
                system.database(),
                SettingsSource.inAllVersions(
                        datastream -> catalog.findDatastream(datastream).map(Datastream::settings)));
        this.raw = new RawCount(system.kafkaBootstrap());
        this.backlog = new Backlog(startMicros);
        this.nextMicros = startMicros;
    }

    /** The readings published around one fault. Immutable. */
    private record Load(Feed feed, List<Expected> all, long messages) {}

    /**
     * Publishes a load, causes the fault after a quarter of it, and counts the rows.
     *
     * @throws ServiceException when a part does not recover, or the broker remains unreachable for gateways
     */
    FaultOutcome run(FaultCase fault) throws SQLException {
        Load load = load(fault);
        Feed feed = load.feed();
        nextMicros = (feed.endMicros() + MINUTE_MICROS - 1) / MINUTE_MICROS * MINUTE_MICROS;
        SteadyPublisher publisher = SteadyPublisher.start(feed, system.mqttUrl(), plan.rate(fault));
        ArrivalWait arrivals = new ArrivalWait(feed, publisher, rows);
        try (TerminalProgress progress = new TerminalProgress(console, fault.id(), " messages");
                HealthWitness witness = HealthWitness.start(system.apiUrl());
                AsOfAnswers answers =
                        AsOfAnswers.start(system.apiUrl(), feed, fault.id().length())) {
            Deadline.untilNanos(System.nanoTime() + plan.seconds() * 250_000_000L);
            FaultInjection.Done done = new FaultInjection(system, plan, publisher, backlog).run(fault, arrivals::mark);
            arrivals.follow(
                    done.endedNanos(), LIMIT_SECONDS, acknowledged -> progress.at(acknowledged, feed.messages()));
            FaultOutcomeBuilder outcome = outcome(fault, load, publisher, done, arrivals);
            return outcome.health(story(fault, done, witness))
                    .answers(answers.countWithRows())
                    .changed(answers.listChanged())
                    .build();
        } catch (CompletionException e) {
            throw new ServiceException("the gateways gave up: " + e.getCause().getMessage(), e);
        }
    }

    /** In a short run, a busy machine adds more than the promised delays. */
    private HealthStory story(FaultCase fault, FaultInjection.Done done, HealthWitness witness) {
        if (plan.seconds() >= FaultRun.SHORT_SECONDS) {
            witness.awaitUp();
        }
        HealthStory story = HealthStory.of(fault.promise(), witness.list(), done.beganNanos(), done.endedNanos());
        return plan.seconds() >= FaultRun.SHORT_SECONDS ? story : new HealthStory(story.said(), List.of());
    }

    private Load load(FaultCase fault) {
        if (fault.isOfClock()) {
            goToThePresent();
        }
        Feed feed = plan.feed(fault, nextMicros);
        if (fault != FaultCase.BACKLOG) {
            return new Load(feed, List.of(feed), feed.messages());
        }
        Feed closing = feed.plusRound();
        return new Load(
                closing,
                List.of(closing, backlog),
                closing.messages() + backlog.messages().size());
    }

    /** The readings of a clock case are those of the present, as a live gateway sends: only then it matters which time ingest believes. */
    private void goToThePresent() {
        nextMicros = Math.max(nextMicros, clock.millis() * 1_000 / MINUTE_MICROS * MINUTE_MICROS);
        Deadline.untilNanos(System.nanoTime() + nextMicros * 1_000 - clock.millis() * 1_000_000);
    }

    private FaultOutcomeBuilder outcome(
            FaultCase fault, Load load, SteadyPublisher publisher, FaultInjection.Done done, ArrivalWait arrivals)
            throws SQLException {
        RawCount.Part log = raw.next();
        Deadline.holds(LIMIT_SECONDS, () -> rows.committedUpTo(log.newestMillis() + 1));
        RowCheck.Count count = RowCheck.Count.NONE;
        for (Expected expected : load.all()) {
            count = count.plus(rows.count(expected));
        }
        WindowCheck.Count windows = fault == FaultCase.BACKLOG ? windows(load.all()) : WindowCheck.Count.NONE;
        FaultOutcome.Times times = new FaultOutcome.Times(
                seconds(done.endedNanos() - done.beganNanos()),
                seconds(done.servedNanos() - done.endedNanos()),
                arrivals.recoverySeconds(),
                arrivals.restSeconds());
        return FaultOutcomeBuilder.builder()
                .fault(fault)
                .messages(load.messages())
                .resent(publisher.resent())
                .unheard(publisher.undelivered())
                .count(count)
                .windows(windows)
                .strays(strays(count.rows()))
                .raw(log)
                .times(times)
                .note(done.note());
    }

    /** Windows are stored a little later than their readings. */
    private WindowCheck.Count windows(List<Expected> all) throws SQLException {
        long deadline = System.nanoTime() + WINDOWS_SECONDS * 1_000_000_000L;
        while (true) {
            WindowCheck.Count count = WindowCheck.Count.NONE;
            for (Expected expected : all) {
                count = count.plus(rows.countWindows(expected));
            }
            if (count.holds() || System.nanoTime() - deadline > 0) {
                return count;
            }
            Deadline.untilNanos(System.nanoTime() + LOOK_NANOS);
        }
    }

    /** Rows outside the loads, since the previous call. */
    private FaultOutcome.Strays strays(long newRows) throws SQLException {
        loadRows += newRows;
        FaultOutcome.Strays all =
                new FaultOutcome.Strays(rows.deadLetters(), rows.conflicts(), rows.observations() - loadRows);
        FaultOutcome.Strays fresh = all.since(straysBefore);
        straysBefore = all;
        return fresh;
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
