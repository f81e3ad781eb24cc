package org.metrobed.lab.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.lab.faults.RandomFault.Place;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.launcher.run.Console;

/**
 * Runs schedules of random faults, each on a new system. Immutable.
 *
 * @param seed of the first schedule; the others have the next seeds
 * @param runs number of schedules
 * @param length the time in which readings are published, for each
 * @param readingsPerSecond the rate of the load
 * @param direct whether gateways connect to ingest itself instead of a broker
 * @param disk the disk of all parts, if it may be filled
 */
public record RandomFaultRun(
        long seed, int runs, Duration length, long readingsPerSecond, boolean direct, Optional<FullDisk> disk) {

    /** A datastream has ten readings a second, so that a minute of phenomenon time takes six seconds. */
    private static final int ROUNDS_PER_SECOND = 10;

    private static final long DAY_MINUTES = 24 * 60;
    /** In a short run the optimizing compiler takes more time than it saves. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    /**
     * Runs all schedules, each in a folder of its own within this one.
     *
     * @param ended is called with the folder of a schedule that held
     * @throws org.metrobed.embedded.ServiceException when a part does not start, or gateways give up
     * @throws SQLException when the rows cannot be counted
     */
    public FaultRun.Result run(Path folder, Console console, InstantSource clock, Ended ended)
            throws SQLException, IOException {
        List<RandomOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Path own = folder.resolve("seed-" + (seed + i));
            RandomOutcome outcome = one(seed + i, own, console, clock);
            outcomes.add(outcome);
            console.say(RandomReport.summary(outcome));
            if (outcome.holds()) {
                ended.held(own);
            }
        }
        return new FaultRun.Result(
                outcomes.stream().allMatch(RandomOutcome::holds), RandomReport.lines(outcomes, clockCanJump(folder)));
    }

    /** What becomes of the folder of a schedule that held. */
    @FunctionalInterface
    public interface Ended {
        /** Receives the folder. */
        void held(Path folder) throws IOException;
    }

    private RandomOutcome one(long number, Path folder, Console console, InstantSource clock) throws SQLException {
        console.say(String.format(Locale.ROOT, "seed %d", number));
        int things = Math.max(1, Math.toIntExact(readingsPerSecond / BenchCity.PROPERTIES / ROUNDS_PER_SECOND));
        long rounds = length.toSeconds() * readingsPerSecond / ((long) things * BenchCity.PROPERTIES);
        long start = (clock.millis() / 60_000 - DAY_MINUTES) * 60_000_000;
        CatalogFiles files = Backlog.addTo(BenchCity.filesWithSenml(things));
        try (SeparateSystem system =
                SeparateSystem.start(folder, files, direct, FakeClock.find(folder), JVM_OPTIONS, console)) {
            Thread hook = new Thread(system::close, "faults-end");
            Runtime.getRuntime().addShutdownHook(hook);
            RandomOutcome outcome = new RandomTrial(
                            folder,
                            system,
                            files,
                            new Feed(things, start, Math.toIntExact(rounds)),
                            readingsPerSecond,
                            disk)
                    .run(FaultSchedule.of(number, length, places(system)), console);
            Runtime.getRuntime().removeShutdownHook(hook);
            return outcome;
        }
    }

    private Set<Place> places(SeparateSystem system) {
        Set<Place> places = EnumSet.allOf(Place.class);
        if (system.isDirect()) {
            places.remove(Place.BROKER);
        }
        if (system.clock().isEmpty()) {
            places.remove(Place.CLOCK);
        }
        if (disk.isEmpty()) {
            places.remove(Place.DISK);
        }
        return places;
    }

    private boolean clockCanJump(Path folder) {
        return FakeClock.find(folder).isPresent();
    }
}
