package org.metrobed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.metrobed.bench.report.Figures;
import org.metrobed.bench.report.Machine;
import org.metrobed.bench.report.PerformanceDoc;
import org.metrobed.bench.report.Report;
import org.metrobed.testbed.run.Console;
import org.metrobed.testbed.run.Log;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./metrobed bench}. Exit codes: 0 measured, 1 a reading was lost or doubled or it could not be measured. */
@Command(
        name = "metrobed bench",
        description = {
            "Measure the whole path on this machine, beside its bare parts.",
            "Nothing else should run meanwhile. The publisher is a process of its own and counts to nobody."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class BenchMain implements Callable<Integer> {

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
            description = "Write the figures into a Markdown file, between its marks bench:begin and bench:end.")
    private Path record;

    @Option(names = "--threads", description = "Also print the threads that used most.")
    private boolean threads;

    /** Runs it and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for the main and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchMain()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        PrintWriter out = spec.commandLine().getOut();
        try (WorkFolder folder = WorkFolder.open(data, "metrobed-bench")) {
            Log.toFile(folder.path());
            Figures figures = new Bench(options, folder.path(), new Console(out), Clock.systemUTC()).run();
            List<String> lines = new ArrayList<>();
            lines.add(heading());
            lines.add("");
            lines.addAll(Report.lines(figures));
            out.println();
            lines.forEach(out::println);
            if (threads) {
                figures.measured().forEach(phase -> {
                    out.println("\nthreads, at " + phase.readingsPerMessage() + " readings a message, us a reading:");
                    phase.threads().forEach(out::println);
                });
            }
            out.flush();
            if (record != null) {
                PerformanceDoc.record(record, "bench", lines);
            }
            return figures.complete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private String heading() {
        return "Measured " + LocalDate.now(ZoneOffset.UTC) + " by `./metrobed bench" + options.text() + "` on "
                + Machine.here().toSentence();
    }
}
