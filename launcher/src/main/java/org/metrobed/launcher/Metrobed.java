package org.metrobed.launcher;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.metrobed.access.AccessException;
import org.metrobed.catalog.CatalogException;
import org.metrobed.config.BuildInfo;
import org.metrobed.config.ConfigException;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.backup.BackupException;
import org.metrobed.launcher.command.AlertCommand;
import org.metrobed.launcher.command.AnnotateCommand;
import org.metrobed.launcher.command.BackupCommand;
import org.metrobed.launcher.command.CatalogCommand;
import org.metrobed.launcher.command.CommandException;
import org.metrobed.launcher.command.CopyDatabaseCommand;
import org.metrobed.launcher.command.DemoCommand;
import org.metrobed.launcher.command.DetectCommand;
import org.metrobed.launcher.command.DoctorCommand;
import org.metrobed.launcher.command.GatewayCommand;
import org.metrobed.launcher.command.KeyCommand;
import org.metrobed.launcher.command.LabCommand;
import org.metrobed.launcher.command.QcCommand;
import org.metrobed.launcher.command.RebuildCommand;
import org.metrobed.launcher.command.RecomputeCommand;
import org.metrobed.launcher.command.RecordCommand;
import org.metrobed.launcher.command.RedriveCommand;
import org.metrobed.launcher.command.ReplayCommand;
import org.metrobed.launcher.command.RestoreCommand;
import org.metrobed.launcher.command.SimulateCommand;
import org.metrobed.launcher.command.TuneCommand;
import org.metrobed.launcher.command.UpCommand;
import org.metrobed.launcher.command.UpgradeCommand;
import org.metrobed.launcher.segment.SegmentException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code metrobed} command. Exit codes: 0 done, 1 it could not be done, 2 wrong usage. */
@Command(
        name = "metrobed",
        description = "The real-time sensor pipeline for city test-beds, on one machine.",
        mixinStandardHelpOptions = true,
        version = "metrobed " + BuildInfo.VERSION,
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            GatewayCommand.class,
            KeyCommand.class,
            SimulateCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            RebuildCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CopyDatabaseCommand.class,
            UpgradeCommand.class,
            CatalogCommand.class,
            AlertCommand.class,
            RedriveCommand.class,
            AnnotateCommand.class,
            RecomputeCommand.class,
            QcCommand.class,
            DetectCommand.class,
            TuneCommand.class,
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
        CommandLine line = new CommandLine(new Metrobed());
        LabCommand.addTo(line);
        return configure(line);
    }

    /** Sets how help and failures are shown, the same for the commands of module {@code lab}. */
    public static CommandLine configure(CommandLine line) {
        return line.setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    }

    /** Prints one sentence if a person can act on the failure; otherwise prints the stack trace. */
    private static int explain(Exception failure, CommandLine command) throws Exception {
        PrintWriter err = command.getErr();
        if (failure instanceof ServiceException
                || failure instanceof CommandException
                || failure instanceof CatalogException
                || failure instanceof ConfigException
                || failure instanceof AccessException
                || failure instanceof BackupException
                || failure instanceof SegmentException
                || failure instanceof UncheckedIOException) {
            err.println("metrobed: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
