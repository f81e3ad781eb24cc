package org.metrobed.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.lab.report.Machine;
import org.metrobed.lab.report.PerformanceDoc;
import org.metrobed.lab.soak.Soak;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./metrobed soak}. Exit codes: 0 everything holds; 1 something does not. */
@Command(
        name = "soak",
        description = {
            "Run the all-in-one system at a steady load for an hour, with alerts, and look at it from time to time: whether a"
                    + " reading is lost or doubled, the job restarts, memory grows, or the disks grow faster than docs/SIZING.md says."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SoakCommand implements Callable<Integer> {

    private static final int MOST_RATE = 10_000;
    private static final int MOST_MINUTES = 7 * 24 * 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "How long to publish, from 0.2 (default: ${DEFAULT-VALUE}).")
    private double minutes = 60;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "Readings a second, a multiple of 10: as many datastreams with one a second (default: ${DEFAULT-VALUE}).")
    private int rate = 2_000;

    @Option(
            names = "--mqtt-endpoint",
            paramLabel = "SERVER",
            defaultValue = "ingest",
            description = "The MQTT server of the gateways: broker or ingest (default: ${DEFAULT-VALUE}).")
    private String server = "ingest";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder for the services, kept (default: a temporary one, deleted).")
    private Path data;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the outcome into a Markdown file, between its marks soak:begin and soak:end.")
    private Path record;

    /** The command alone, for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new SoakCommand()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        check(
                minutes >= 0.2 && minutes <= MOST_MINUTES,
                "--minutes is " + minutes + ", must be from 0.2 to " + MOST_MINUTES);
        check(
                rate >= BenchCity.PROPERTIES && rate <= MOST_RATE && rate % BenchCity.PROPERTIES == 0,
                "--rate is " + rate + ", must be a multiple of " + BenchCity.PROPERTIES + " up to " + MOST_RATE);
        check(
                server.equals("broker") || server.equals("ingest"),
                "--mqtt-endpoint is '" + server + "', must be broker or ingest");
        PrintWriter out = spec.commandLine().getOut();
        try (WorkFolder folder = WorkFolder.open(data, "metrobed-soak")) {
            Log.toFile(folder.path());
            Soak.Outcome outcome = Soak.run(
                    folder.path(),
                    new CityPlan(rate / BenchCity.PROPERTIES, 1, BenchCity.GATEWAYS),
                    server.equals("ingest"),
                    Math.round(minutes * 60),
                    new Console(out),
                    Clock.systemUTC());
            List<String> lines = new ArrayList<>();
            lines.add(String.format(
                    Locale.ROOT,
                    "Measured %s by `./metrobed soak --minutes %s --rate %d --mqtt-endpoint %s` on %s",
                    LocalDate.now(ZoneOffset.UTC),
                    minutes == Math.rint(minutes) ? Long.toString((long) minutes) : Double.toString(minutes),
                    rate,
                    server,
                    Machine.here().toSentence()));
            lines.add("");
            lines.addAll(outcome.lines());
            out.println();
            lines.forEach(out::println);
            out.flush();
            if (record != null) {
                PerformanceDoc.record(record, "soak", lines);
            }
            return outcome.holds() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
