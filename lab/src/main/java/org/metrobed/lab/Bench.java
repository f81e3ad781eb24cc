package org.metrobed.lab;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.lab.parts.PartCost;
import org.metrobed.lab.parts.PartsProcess;
import org.metrobed.lab.path.PathResult;
import org.metrobed.lab.path.WholePath;
import org.metrobed.lab.report.BenchFigures;
import org.metrobed.lab.report.BenchFiguresBuilder;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.TerminalProgress;

/** One benchmark run: the whole path in this process, then the floor in a separate process. One thread. */
final class Bench {

    private static final int[] MESSAGE_SIZES = {1, 10};

    private final BenchOptions options;
    private final WorkFolder folder;
    private final Console console;
    private final InstantSource clock;
    private final CityPlan city;

    Bench(BenchOptions options, WorkFolder folder, Console console, InstantSource clock) {
        this.options = options;
        this.folder = folder;
        this.console = console;
        this.clock = clock;
        this.city = options.city();
    }

    /** Measures everything. */
    BenchFigures run() throws SQLException {
        BenchFiguresBuilder figures = BenchFiguresBuilder.builder();
        List<PathResult> warmUp = new ArrayList<>();
        List<PathResult> measured = new ArrayList<>();
        try (WholePath path = WholePath.start(folder.path().resolve("path"), city, options.direct(), console, clock)) {
            Thread interrupted = new Thread(() -> endAll(path), "bench-end");
            Runtime.getRuntime().addShutdownHook(interrupted);
            console.say("  idle for " + 2 * options.idleSeconds() + " s");
            figures.idle(path.measureIdle(options.idleSeconds(), options.idleSeconds()));
            for (int size : MESSAGE_SIZES) {
                warmUp.add(backlog(path, size, "warming up"));
            }
            for (int size : MESSAGE_SIZES) {
                measured.add(backlog(path, size, "backlog"));
            }
            warmUp.add(phase("warming up, paced", options.seconds(), path::measurePaced));
            measured.add(phase("paced, 10 a message", options.pacedSeconds(), path::measurePaced));
            figures.delays(phase("delay", options.delaySeconds(), path::measureDelays));
            figures.memory(path.memory().peaks());
            figures.rows(new BenchFigures.Rows(path.windowRows(), path.revisions(), path.alerts(), path.strays()));
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        return figures.city(city)
                .warmUp(warmUp)
                .measured(measured)
                .parts(options.parts() ? parts() : List.of())
                .build();
    }

    /** Leaves neither services nor data behind if the run is interrupted. */
    private void endAll(WholePath path) {
        try (WorkFolder left = folder) {
            path.close();
            console.say("interrupted; " + left.path() + (left.temporary() ? " is deleted" : " is kept"));
        } catch (SQLException | IOException e) {
            console.say("interrupted; not everything could be ended: " + e.getMessage());
        }
    }

    private PathResult backlog(WholePath path, int size, String what) throws SQLException {
        return phase(
                what + ", " + size + " a message",
                options.seconds(),
                (seconds, progress) -> path.measureBacklog(size, seconds, options.maxRounds(), progress));
    }

    private interface Measurement<R> {
        R measure(long seconds, LongConsumer progress) throws SQLException;
    }

    private <R> R phase(String task, long seconds, Measurement<R> phase) throws SQLException {
        R result;
        try (TerminalProgress progress = new TerminalProgress(console, task, " s")) {
            result = phase.measure(seconds, passed -> progress.at(Math.min(passed, seconds), seconds));
        }
        if (result instanceof PathResult path) {
            console.say(String.format(Locale.ROOT, "  %-28s %,9.0f readings/s", task, path.readingsPerSecond()));
        }
        return result;
    }

    private List<PartCost> parts() {
        int[] done = {0};
        try (TerminalProgress progress = new TerminalProgress(console, "floor", " parts")) {
            progress.at(0, PartsProcess.PARTS);
            return PartsProcess.run(
                    folder.path().resolve("parts"),
                    city,
                    options.partSeconds(),
                    part -> progress.at(++done[0], PartsProcess.PARTS));
        }
    }
}
