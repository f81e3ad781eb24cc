package org.metrobed.testbed;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.metrobed.catalog.CatalogException;
import org.metrobed.core.config.ConfigException;
import org.metrobed.embedded.ServiceException;
import org.metrobed.embedded.access.AccessException;
import org.metrobed.testbed.command.AlertCommand;
import org.metrobed.testbed.command.AnnotateCommand;
import org.metrobed.testbed.command.BenchCommand;
import org.metrobed.testbed.command.CatalogCommand;
import org.metrobed.testbed.command.CommandException;
import org.metrobed.testbed.command.DemoCommand;
import org.metrobed.testbed.command.DetectCommand;
import org.metrobed.testbed.command.DoctorCommand;
import org.metrobed.testbed.command.FaultsCommand;
import org.metrobed.testbed.command.GatewayCommand;
import org.metrobed.testbed.command.QartodCommand;
import org.metrobed.testbed.command.QcCommand;
import org.metrobed.testbed.command.RebuildCommand;
import org.metrobed.testbed.command.RecomputeCommand;
import org.metrobed.testbed.command.RedriveCommand;
import org.metrobed.testbed.command.ReplayCommand;
import org.metrobed.testbed.command.ScoreCommand;
import org.metrobed.testbed.command.SimulateCommand;
import org.metrobed.testbed.command.StudyCommand;
import org.metrobed.testbed.command.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code metrobed} command. Exit codes: 0 done, 1 it could not be done, 2 wrong usage. */
@Command(
        name = "metrobed",
        description = "The real-time sensor pipeline for city test-beds, on one machine.",
        mixinStandardHelpOptions = true,
        version = "metrobed 0.1.0",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            GatewayCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            RebuildCommand.class,
            CatalogCommand.class,
            AlertCommand.class,
            RedriveCommand.class,
            AnnotateCommand.class,
            RecomputeCommand.class,
            QcCommand.class,
            QartodCommand.class,
            DetectCommand.class,
            StudyCommand.class,
            ScoreCommand.class,
            BenchCommand.class,
            FaultsCommand.class,
            DoctorCommand.class
        },
        footer = {"", "Begin with: ./metrobed demo"})
public final class Metrobed {

    private Metrobed() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for the main and for tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new Metrobed())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    }

    /** What a person can act on is one sentence; anything else shows where it came from. */
    private static int explain(Exception failure, CommandLine command) throws Exception {
        PrintWriter err = command.getErr();
        if (failure instanceof ServiceException
                || failure instanceof CommandException
                || failure instanceof CatalogException
                || failure instanceof ConfigException
                || failure instanceof AccessException
                || failure instanceof UncheckedIOException) {
            err.println("metrobed: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
