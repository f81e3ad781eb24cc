package org.metrobed.lab.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Rebuild;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.model.Datastream;
import org.metrobed.store.TableDigest;
import org.metrobed.store.settings.SettingsSource;

/**
 * Runs one schedule on a system of its own, and compares what is stored with what was published: each acknowledged reading has one row; the
 * windows of a minute are those of the readings; answers of the API do not change at their {@code as_of}; an undisturbed run of the same
 * raw log makes the same tables. Not thread-safe.
 */
final class RandomTrial {

    private static final long LIMIT_SECONDS = 300;
    private static final long LOOK_SECONDS = 1;
    private static final int SUBTASKS = 2;
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "faults-injection");
        thread.setDaemon(true);
        thread.start();
    };

    private final Path folder;
    private final SeparateSystem system;
    private final CatalogFiles catalog;
    private final Feed feed;
    private final long readingsPerSecond;
    private final Backlog backlog;
    private final StoredRows rows;
    private final Optional<FullDisk> disk;

    /**
     * For a running system with an API.
     *
     * @param folder the folder of the system
     * @param feed the readings, for as long as the schedule lasts
     * @param disk the disk of all parts, if it may be filled
     */
    RandomTrial(
            Path folder,
            SeparateSystem system,
            CatalogFiles catalog,
            Feed feed,
            long readingsPerSecond,
            Optional<FullDisk> disk) {
        this.disk = disk;
        this.folder = folder;
        this.system = system;
        this.catalog = catalog;
        this.feed = feed;
        this.readingsPerSecond = readingsPerSecond;
        this.backlog = new Backlog(feed.startMicros());
        this.rows = new StoredRows(
                system.database(),
                SettingsSource.inAllVersions(datastream -> CatalogReader.read(catalog, 0)
                        .findDatastream(datastream)
                        .map(Datastream::settings)));
    }

    /**
     * Runs the schedule and ends the system.
     *
     * @throws ServiceException if gateways, people or parts give up
     */
    RandomOutcome run(FaultSchedule schedule, Console console) throws SQLException {
        RandomOutcomeBuilder outcome = RandomOutcomeBuilder.builder().schedule(schedule);
        try (Supervisor supervisor = Supervisor.start(system.listParts());
                AsOfAnswers answers = AsOfAnswers.start(system.apiUrl(), feed, schedule.seed())) {
            SteadyPublisher publisher = SteadyPublisher.start(feed, system.mqttUrl(), readingsPerSecond);
            RandomInjection injection =
                    new RandomInjection(system, supervisor, catalog, feed, publisher, backlog, disk);
            cause(schedule, injection, console);
            join(publisher.done(), "the gateways gave up");
            RawCount.Part log = new RawCount(system.kafkaBootstrap()).next();
            outcome.committed(Deadline.holds(LIMIT_SECONDS, () -> rows.committedUpTo(log.newestMillis() + 1)));
            compare(injection.hasDelivered() ? List.of(feed, backlog) : List.of(feed), outcome);
            outcome.unheard(publisher.undelivered())
                    .answers(answers.countWithRows())
                    .changed(answers.listChanged())
                    .restarts(supervisor.restarts());
        }
        system.close();
        return outcome.different(rebuild(console)).build();
    }

    private void cause(FaultSchedule schedule, RandomInjection injection, Console console) {
        long start = System.nanoTime();
        List<CompletableFuture<Void>> faults = schedule.faults().stream()
                .map(fault -> CompletableFuture.runAsync(
                        () -> {
                            Deadline.untilNanos(start + fault.at().toNanos());
                            console.say("  " + fault.toText());
                            injection.run(fault);
                        },
                        THREADS))
                .toList();
        join(CompletableFuture.allOf(faults.toArray(CompletableFuture[]::new)), "a fault could not be caused");
    }

    private static void join(CompletableFuture<Void> done, String otherwise) {
        try {
            done.join();
        } catch (CompletionException e) {
            throw new ServiceException(otherwise + ": " + e.getCause().getMessage(), e);
        }
    }

    /** Rows come with the log; windows of late readings are corrected later. */
    private void compare(List<Expected> all, RandomOutcomeBuilder outcome) throws SQLException {
        RowCheck.Count count = RowCheck.Count.NONE;
        for (Expected expected : all) {
            count = count.plus(rows.countFirst(expected));
        }
        outcome.count(count)
                .strays(new FaultOutcome.Strays(
                        rows.deadLetters(), rows.conflicts(), rows.firstObservations() - count.rows()));
        long deadline = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
        WindowCheck.Count windows = rows.countWindowsOfAnyRevision(feed);
        while (!windows.holds() && System.nanoTime() - deadline < 0) {
            Deadline.untilNanos(System.nanoTime() + LOOK_SECONDS * 1_000_000_000L);
            windows = rows.countWindowsOfAnyRevision(feed);
        }
        outcome.windows(windows);
    }

    /** The tables that differ between the disturbed run, when it has reached the end of the log, and an undisturbed one. */
    private List<String> rebuild(Console console) {
        try (Rebuild rebuild =
                Rebuild.open(new RunOptions(folder, folder.resolve("bundles"), 0, 0, 0, 0, SUBTASKS), console)) {
            List<TableDigest> live = console.step("live, to the end", rebuild::finishLive);
            List<TableDigest> again = console.step("undisturbed", () -> rebuild.run(SUBTASKS));
            List<String> different = new ArrayList<>();
            for (int i = 0; i < live.size(); i++) {
                if (!live.get(i).equals(again.get(i))) {
                    different.add(live.get(i).table() + " (" + live.get(i).rows() + " rows, undisturbed "
                            + again.get(i).rows() + ")");
                }
            }
            return different;
        }
    }
}
