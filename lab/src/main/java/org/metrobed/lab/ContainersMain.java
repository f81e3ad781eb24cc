package org.metrobed.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.metrobed.config.Secret;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.faults.ContainerAddresses;
import org.metrobed.lab.faults.ContainerOutcome;
import org.metrobed.lab.faults.ContainerTrial;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.store.DatabaseConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The part of {@code deploy/test/containers} that publishes and compares. Exit codes: 0 every reading has exactly one row, 1 a reading
 * has not or the run failed, 2 wrong usage.
 */
@Command(
        name = "containers",
        description = "Kill containers of a running deployment while readings come, and compare rows and windows.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ContainersMain implements Callable<Integer> {

    private static final long KILL_MINUTES = 15;

    @Spec
    private CommandSpec spec;

    @Option(names = "--write-bundle", paramLabel = "DIR", description = "Write the bundle of the readings, and end.")
    private Path bundle;

    @Option(names = "--mqtt", paramLabel = "URL", description = "The MQTT broker.")
    private String mqtt;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka.")
    private String kafka;

    @Option(names = "--database", paramLabel = "URL", description = "JDBC address of the database.")
    private String database;

    @Option(names = "--database-password-file", paramLabel = "FILE", description = "Password of the user metrobed.")
    private Path password;

    @Option(names = "--api", paramLabel = "URL", description = "The API.")
    private String api;

    @Option(names = "--ca", paramLabel = "FILE", defaultValue = "", description = "Certificates to trust at the API.")
    private String ca;

    @Option(
            names = "--kill",
            paramLabel = "PROGRAM",
            description = "Gets the name of a container, kills it, and ends when it was started again and is healthy.")
    private Path kill;

    @Option(names = "--logs", paramLabel = "DIR", description = "Folder for the log.")
    private Path logs;

    @Option(names = "--since", paramLabel = "SECONDS", description = "When the deployment was started, Unix time.")
    private long since;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60", description = "Length of each load.")
    private long seconds;

    @Option(names = "--services", split = ",", paramLabel = "NAME", description = "The containers to kill.")
    private List<String> services = List.of();

    /** Runs and exits with the code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for the main and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new ContainersMain()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        if (bundle != null) {
            writeBundle();
            return CommandLine.ExitCode.OK;
        }
        requireAll();
        Log.toFile(logs);
        PrintWriter out = spec.commandLine().getOut();
        ContainerAddresses deployment = new ContainerAddresses(
                mqtt,
                kafka,
                new DatabaseConfig(
                        database,
                        "metrobed",
                        new Secret(Files.readString(password).strip()),
                        DatabaseConfig.SCHEMA.defaultValue()),
                api,
                ca);
        try {
            ContainerTrial trial =
                    new ContainerTrial(deployment, this::kill, seconds, Clock.systemUTC(), new Console(out));
            List<ContainerOutcome> outcomes = new ArrayList<>(List.of(trial.first()));
            out.printf("  the first closed window after %d s%n", trial.firstWindowMillis() / 1_000 - since);
            outcomes.addAll(trial.killEach(services));
            out.println();
            ContainerOutcome.table(outcomes).forEach(out::println);
            out.flush();
            return outcomes.stream().allMatch(ContainerOutcome::holds)
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } catch (ServiceException e) {
            spec.commandLine().getErr().println("containers: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void writeBundle() throws IOException {
        for (Map.Entry<String, String> text : ContainerTrial.bundle().texts().entrySet()) {
            Path file = bundle.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue(), StandardCharsets.UTF_8);
        }
    }

    private void requireAll() {
        if (mqtt == null
                || kafka == null
                || database == null
                || password == null
                || api == null
                || logs == null
                || kill == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--mqtt, --kafka, --database, --database-password-file, --api, --kill and --logs are needed");
        }
        if (seconds < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--seconds must be at least 1");
        }
    }

    private void kill(String service) {
        try {
            Process process =
                    new ProcessBuilder(kill.toString(), service).inheritIO().start();
            if (!process.waitFor(KILL_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new ServiceException(service + " is not healthy " + KILL_MINUTES + " minutes after its kill");
            }
            if (process.exitValue() != 0) {
                throw new ServiceException(kill + " " + service + " failed with exit code " + process.exitValue());
            }
        } catch (IOException e) {
            throw new ServiceException(kill + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while " + service + " was killed", e);
        }
    }
}
