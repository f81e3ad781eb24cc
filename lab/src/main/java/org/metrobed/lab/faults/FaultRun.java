package org.metrobed.lab.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.launcher.run.Console;

/**
 * Runs all selected faults, one after the other, on one system. Immutable.
 *
 * @param faults the faults, in this order
 * @param readingsPerSecond the rate of the load
 * @param seconds the duration of the load around each fault
 * @param direct whether gateways connect to ingest itself instead of a broker
 * @param disk the disk of all parts, if it may be filled
 */
public record FaultRun(
        List<FaultCase> faults, long readingsPerSecond, long seconds, boolean direct, Optional<FullDisk> disk) {

    /** A datastream has ten readings a second, so that a minute of phenomenon time takes six seconds. */
    private static final int ROUNDS_PER_SECOND = 10;

    /** A run with a shorter load does not judge {@code /health}. */
    static final long SHORT_SECONDS = 30;

    private static final long DAY_MINUTES = 24 * 60;

    public FaultRun {
        faults = List.copyOf(faults);
        if (faults.isEmpty() || readingsPerSecond < 100 || seconds < 1) {
            throw new IllegalArgumentException("there must be a fault, 100 readings a second and a second at least");
        }
    }

    /**
     * Whether all faults passed, and the report.
     *
     * @param report Markdown
     */
    public record Result(boolean held, List<String> report) {
        public Result {
            report = List.copyOf(report);
        }
    }

    /**
     * Starts the system in an empty folder, causes each fault, counts the rows, and stops the system.
     *
     * @throws org.metrobed.embedded.ServiceException when a part does not start or does not recover
     * @throws SQLException when the rows cannot be counted
     */
    public Result run(Path folder, Console console, InstantSource clock) throws SQLException {
        int things = Math.max(1, Math.toIntExact(readingsPerSecond / BenchCity.PROPERTIES / ROUNDS_PER_SECOND));
        Trial.Plan plan = new Trial.Plan(things, readingsPerSecond, seconds, disk);
        List<FaultOutcome> outcomes = new ArrayList<>();
        CatalogFiles files = Backlog.addTo(BenchCity.filesWithSenml(things));
        try (SeparateSystem system =
                SeparateSystem.start(folder, files, direct, clock(folder), jvmOptions(), console)) {
            Thread hook = new Thread(system::close, "faults-end");
            Runtime.getRuntime().addShutdownHook(hook);
            Trial trial = new Trial(
                    system,
                    CatalogReader.read(files, 0),
                    plan,
                    console,
                    (clock.millis() / 60_000 - DAY_MINUTES) * 60_000_000,
                    clock);
            for (FaultCase fault : possible()) {
                console.say("  " + fault.id() + ": " + fault.meaning());
                FaultOutcome outcome = trial.run(fault);
                outcomes.add(outcome);
                console.say(FaultReport.summary(outcome));
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        List<String> report = new ArrayList<>(FaultReport.lines(outcomes));
        if (outcomes.size() < faults.size()) {
            report.add("The clock cases were left out: they need libfaketime.");
        }
        return new Result(!outcomes.isEmpty() && outcomes.stream().allMatch(FaultOutcome::holds), report);
    }

    private Optional<FakeClock> clock(Path folder) {
        return faults.stream().anyMatch(FaultCase::isOfClock) ? FakeClock.find(folder) : Optional.empty();
    }

    /** In a short run the optimizing compiler takes more time than it saves. */
    private List<String> jvmOptions() {
        return seconds < SHORT_SECONDS ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }

    private List<FaultCase> possible() {
        return faults.stream().filter(FaultCase::isPossible).toList();
    }
}
