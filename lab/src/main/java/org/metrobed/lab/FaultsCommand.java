package org.metrobed.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.faults.FaultCase;
import org.metrobed.lab.faults.FaultRun;
import org.metrobed.lab.faults.FullDisk;
import org.metrobed.lab.faults.RandomFaultRun;
import org.metrobed.lab.report.Machine;
import org.metrobed.lab.report.PerformanceDoc;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./metrobed faults}. Exit codes: 0 every reading has exactly one row, 1 a reading has not or the run failed, 2
 * wrong usage.
 */
@Command(
        name = "faults",
        description = {
            "Kill and stop each part of the system while readings come, and count what is stored; with --random at"
                    + " random times, in random combinations.",
            "The parts run as processes of their own on free ports, over a folder of their own."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class FaultsCommand implements Callable<Integer> {

    private static final long RATE = 5_000;
    private static final long RANDOM_RATE = 1_000;
    private static final double LEAST_MINUTES = 0.25;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Readings a second, at least 100 (default: " + RATE + ", with --random " + RANDOM_RATE + ").")
    private Long rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Seconds of load around each fault; a stopped part is away for half of them, 15 s at most; a frozen"
                            + " one, a full disk and a wrong clock last as long, 60 s at most (default: ${DEFAULT-VALUE}).")
    private long seconds;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description =
                    "Only these faults, divided by commas, run in this order: kill-ingest, stop-kafka, kill-kafka, kill-flink,"
                            + " stop-postgres, restart-broker, kill-broker, late-confirmation, backlog, read-only-postgres,"
                            + " freeze-ingest, freeze-kafka, freeze-flink, freeze-postgres, freeze-api, freeze-broker,"
                            + " delete-checkpoints, full-disk, clock-back, clock-ahead.")
    private List<String> only;

    @Option(
            names = "--random",
            description =
                    "Instead of each fault alone: a schedule of random faults of all parts, connections, the clock of"
                            + " ingest and of people who correct data and change the catalog; then compare all tables with those"
                            + " of an undisturbed run, and ask the API again.")
    private boolean random;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "With --random: the same seed gives the same schedule (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "2",
            description = "With --random: length of a schedule in minutes, at least 0.25 (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --random: number of schedules, with this seed and the next ones (default:"
                    + " ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--mqtt-endpoint",
            paramLabel = "SERVER",
            defaultValue = "broker",
            description = "The MQTT server of gateways: broker or ingest; ingest has no faults of a broker (default:"
                    + " ${DEFAULT-VALUE}).")
    private String endpoint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder for the parts, kept (default: a temporary one, deleted if all held).")
    private Path data;

    @Option(
            names = "--small-disk",
            paramLabel = "DIR",
            description =
                    "Instead of --data: the top folder of a mounted file system of its own, at most 8 GiB, that may be"
                            + " filled to the last byte; adds full-disk to the faults. It is emptied if all held.")
    private Path smallDisk;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the outcome to a Markdown file, between its marks faults-SERVER:begin and"
                    + " faults-SERVER:end.")
    private Path record;

    /** The command alone, for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new FaultsCommand()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        Plan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        WorkFolder folder = smallDisk == null
                ? WorkFolder.open(data, "metrobed-faults")
                : new WorkFolder(Files.createTempDirectory(smallDisk, "metrobed-faults"), true);
        Log.toFile(folder.path());
        try {
            FaultRun.Result result = plan.run(folder, new Console(out));
            List<String> lines = new ArrayList<>(List.of(heading(), ""));
            lines.addAll(result.report());
            out.println();
            lines.forEach(out::println);
            out.flush();
            if (record != null) {
                PerformanceDoc.record(record, (random ? "random-" : "faults-") + endpoint, lines);
            }
            if (result.held()) {
                folder.close();
                return CommandLine.ExitCode.OK;
            }
        } catch (ServiceException e) {
            spec.commandLine().getErr().println("metrobed: " + e.getMessage());
        }
        spec.commandLine().getErr().println("the folder of the parts is kept: " + folder.path());
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What is to be run. */
    private interface Plan {
        FaultRun.Result run(WorkFolder folder, Console console) throws IOException, SQLException;
    }

    private Plan plan() {
        if (rate() < 100 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--rate must be at least 100, --seconds at least 1");
        }
        boolean direct = endpoint.equals("ingest");
        if (!direct && !endpoint.equals("broker")) {
            throw new ParameterException(spec.commandLine(), "--mqtt-endpoint must be broker or ingest");
        }
        Optional<FullDisk> disk = disk();
        if (random) {
            return randomPlan(direct, disk);
        }
        List<FaultCase> faults = only == null
                ? Arrays.stream(FaultCase.values())
                        .filter(fault -> !direct || !fault.isOfBroker())
                        .filter(fault -> fault != FaultCase.FULL_DISK || disk.isPresent())
                        .toList()
                : only.stream().map(this::fault).distinct().sorted().toList();
        if (direct && faults.stream().anyMatch(FaultCase::isOfBroker)) {
            throw new ParameterException(spec.commandLine(), "with --mqtt-endpoint ingest there is no broker to kill");
        }
        if (faults.contains(FaultCase.FULL_DISK) && disk.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "full-disk needs --small-disk");
        }
        if (only != null && !faults.stream().allMatch(fault -> fault.isPossible())) {
            throw new ParameterException(
                    spec.commandLine(), "clock-back and clock-ahead need libfaketime (Debian package faketime)");
        }
        FaultRun run = new FaultRun(faults, rate(), seconds, direct, disk);
        return (folder, console) -> run.run(folder.path(), console, Clock.systemUTC());
    }

    private Optional<FullDisk> disk() {
        if (smallDisk == null) {
            return Optional.empty();
        }
        if (data != null) {
            throw new ParameterException(spec.commandLine(), "--small-disk is instead of --data");
        }
        try {
            return Optional.of(FullDisk.of(smallDisk));
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), "--small-disk: " + e.getMessage(), e);
        }
    }

    private Plan randomPlan(boolean direct, Optional<FullDisk> disk) {
        if (only != null) {
            throw new ParameterException(spec.commandLine(), "--only is not for --random, which chooses faults itself");
        }
        if (minutes < LEAST_MINUTES || runs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes must be at least " + LEAST_MINUTES + ", --runs at least 1");
        }
        RandomFaultRun run =
                new RandomFaultRun(seed, runs, Duration.ofSeconds(Math.round(minutes * 60)), rate(), direct, disk);
        return (folder, console) -> run.run(
                folder.path(), console, Clock.systemUTC(), own -> new WorkFolder(own, folder.temporary()).close());
    }

    private long rate() {
        return rate == null ? random ? RANDOM_RATE : RATE : rate;
    }

    private FaultCase fault(String id) {
        return FaultCase.find(id)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no fault '" + id + "'; there are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(FaultCase.values())
                                                .map(FaultCase::id)
                                                .toList())));
    }

    private String heading() {
        return "Measured " + LocalDate.now(ZoneOffset.UTC) + " by `./metrobed faults --rate " + rate()
                + (random
                        ? " --random --seed " + seed + " --minutes " + minutes + " --runs " + runs
                        : " --seconds " + seconds)
                + (endpoint.equals("broker") ? "" : " --mqtt-endpoint " + endpoint)
                + (smallDisk == null ? "" : " --small-disk DIR")
                + (only == null ? "" : " --only " + String.join(",", only)) + "` on "
                + Machine.here().toSentence();
    }
}
