package org.metrobed.lab;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.metrobed.lab.cpu.MemoryMeter;
import org.metrobed.lab.load.Load;
import org.metrobed.lab.parts.PartCost;
import org.metrobed.lab.parts.PartsProcess;
import org.metrobed.lab.path.PathResult;
import org.metrobed.lab.path.WholePath;
import org.metrobed.lab.report.BenchFigures;
import org.metrobed.lab.report.BenchFiguresBuilder;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.TerminalProgress;

/** One benchmark run: the whole path in this process, then the single parts in a separate process. One thread. */
final class Bench {

    private static final int[] MESSAGE_SIZES = {1, 10};

    private final BenchOptions options;
    private final WorkFolder folder;
    private final Console console;
    private final InstantSource clock;

    Bench(BenchOptions options, WorkFolder folder, Console console, InstantSource clock) {
        this.options = options;
        this.folder = folder;
        this.console = console;
        this.clock = clock;
    }

    /** Measures everything. */
    BenchFigures run() throws SQLException {
        List<PathResult> warmUp = new ArrayList<>();
        List<PathResult> measured = new ArrayList<>();
        WholePath.Delays delay;
        Optional<WholePath.Delays> windowDelay;
        MemoryMeter memory;
        long windows;
        long strays;
        try (WholePath path = WholePath.start(folder.path().resolve("path"), options.things(), console, clock)) {
            Thread interrupted = new Thread(() -> endAll(path), "bench-end");
            Runtime.getRuntime().addShutdownHook(interrupted);
            for (int size : MESSAGE_SIZES) {
                warmUp.add(measure(path, size, options.warmUpSeconds(), "warming up"));
            }
            for (int size : MESSAGE_SIZES) {
                measured.add(measure(path, size, options.seconds(), "measuring"));
            }
            delay = console.step("delay at " + options.delayRate() + " readings/s", () -> delay(path));
            windowDelay = options.windowSeconds() == 0
                    ? Optional.empty()
                    : Optional.of(console.step(
                            "delay of windows at " + options.windowRate() + " readings/s", () -> windowDelay(path)));
            memory = path.memory();
            windows = path.windows();
            strays = path.strays();
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        return BenchFiguresBuilder.builder()
                .warmUp(warmUp)
                .measured(measured)
                .parts(options.parts() ? parts() : List.of())
                .delay(delay)
                .delayRate(options.delayRate())
                .windowDelay(windowDelay)
                .windowRate(options.windowRate())
                .memory(new BenchFigures.Memory(
                        memory.peakMebibytes(), memory.peakJvmMebibytes(), memory.peakPostgresMebibytes()))
                .windows(windows)
                .strays(strays)
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

    private PathResult measure(WholePath path, int readingsPerMessage, long seconds, String what) throws SQLException {
        Load load = path.load(readingsPerMessage, options.rate(), seconds, options.maxRounds());
        String task = what + ", " + readingsPerMessage + " a message";
        long start = System.nanoTime();
        PathResult result;
        try (TerminalProgress progress = new TerminalProgress(console, task, " s")) {
            result = path.measure(
                    load, readings -> progress.at((System.nanoTime() - start) / 1_000_000_000, Math.max(1, seconds)));
        }
        console.say(String.format(Locale.ROOT, "  %-28s %,9.0f readings/s", task, result.readingsPerSecond()));
        return result;
    }

    private WholePath.Delays delay(WholePath path) {
        try {
            return path.measureDelay(options.delayRate(), options.delaySeconds());
        } catch (SQLException e) {
            throw new IllegalStateException("the delay cannot be measured: " + e.getMessage(), e);
        }
    }

    private WholePath.Delays windowDelay(WholePath path) {
        try {
            return path.measureWindowDelay(options.windowRate(), options.windowSeconds());
        } catch (SQLException e) {
            throw new IllegalStateException("the delay of windows cannot be measured: " + e.getMessage(), e);
        }
    }

    private List<PartCost> parts() {
        int[] done = {0};
        try (TerminalProgress progress = new TerminalProgress(console, "bare parts", " parts")) {
            progress.at(0, PartsProcess.PARTS);
            return PartsProcess.run(
                    folder.path().resolve("parts"),
                    options.things(),
                    options.partSeconds(),
                    part -> progress.at(++done[0], PartsProcess.PARTS));
        }
    }
}
