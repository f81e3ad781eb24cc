package org.metrobed.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.metrobed.lab.report.BenchFigures;
import org.metrobed.lab.report.BenchReport;
import org.metrobed.lab.report.Machine;
import org.metrobed.lab.report.PerformanceDoc;
import org.metrobed.lab.state.StateFigures;
import org.metrobed.lab.state.StateProcess;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.TerminalProgress;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./metrobed bench}. Exit codes: 0 measured; 1 a reading was lost or duplicated, or the measurement failed. */
@Command(
        name = "bench",
        description = {
            "Measure the whole pipeline on this machine: idle, with a backlog, and paced, with the delay through the"
                    + " API; and the floor that each figure is a ratio of.",
            "Nothing else should run meanwhile. The publisher is a separate process; its cost is not counted."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder for the services, kept (default: a temporary one, deleted).")
    private Path data;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the figures into a Markdown file, between its marks bench-SERVER:begin and"
                    + " bench-SERVER:end.")
    private Path record;

    @ArgGroup(exclusive = false)
    private State state;

    /** The options of a measurement of the state alone. */
    private static final class State {

        @Option(
                names = "--state",
                paramLabel = "N",
                required = true,
                description = "Measure instead the state of so many datastreams: heap, savepoint, bytes of each state.")
        private int datastreams;

        @Option(
                names = "--readings",
                paramLabel = "N",
                defaultValue = "288",
                description = "Readings of each (default: ${DEFAULT-VALUE}).")
        private int readings = 288;

        @Option(
                names = "--hours",
                paramLabel = "N",
                defaultValue = "24",
                description = "The time over which they come (default: ${DEFAULT-VALUE}).")
        private int hours = 24;

        @Option(
                names = "--heap",
                paramLabel = "SIZE",
                defaultValue = "2g",
                description = "Heap of the process with this state (default: ${DEFAULT-VALUE}).")
        private String heap = "2g";
    }

    @Option(names = "--threads", description = "Also print the threads that used most.")
    private boolean threads;

    /** The command alone, for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        PrintWriter out = spec.commandLine().getOut();
        try (WorkFolder folder = WorkFolder.open(data, "metrobed-bench")) {
            Log.toFile(folder.path());
            if (state != null) {
                return measureState(folder.path(), out);
            }
            BenchFigures figures = new Bench(options, folder, new Console(out), Clock.systemUTC()).run();
            List<String> lines = new ArrayList<>();
            lines.add(heading(options.text()));
            lines.add("");
            lines.addAll(BenchReport.lines(figures));
            out.println();
            lines.forEach(out::println);
            if (threads) {
                out.println("\nthreads, idle, us a second:");
                figures.idle().listThreads().forEach(out::println);
                figures.measured().forEach(phase -> {
                    out.println("\nthreads, " + BenchReport.name(phase) + ", us a reading:");
                    phase.listThreads().forEach(out::println);
                });
            }
            out.flush();
            if (record != null) {
                PerformanceDoc.record(record, "bench-" + options.server(), lines);
            }
            return figures.complete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private int measureState(Path folder, PrintWriter out) throws IOException {
        StateFigures figures;
        try (TerminalProgress progress = new TerminalProgress(new Console(out), "state", " readings")) {
            long all = (long) state.datastreams * state.readings;
            figures = StateProcess.run(
                    Files.createDirectories(folder.resolve("savepoint")),
                    state.datastreams,
                    state.readings,
                    state.hours,
                    state.heap,
                    passed -> progress.at(passed, all));
        }
        List<String> lines = new ArrayList<>(List.of(
                heading(" --state " + state.datastreams + " --readings " + state.readings + " --hours " + state.hours)
                        + " Heap at most " + state.heap + ".",
                ""));
        lines.addAll(figures.lines());
        out.println();
        lines.forEach(out::println);
        out.flush();
        if (record != null) {
            PerformanceDoc.record(record, "state", lines);
        }
        return CommandLine.ExitCode.OK;
    }

    private static String heading(String arguments) {
        return "Measured " + LocalDate.now(ZoneOffset.UTC) + " by `./metrobed bench" + arguments + "` on "
                + Machine.here().toSentence();
    }
}
