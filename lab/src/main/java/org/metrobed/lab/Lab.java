package org.metrobed.lab;

import org.metrobed.lab.command.QartodCommand;
import org.metrobed.lab.command.ScoreCommand;
import org.metrobed.lab.command.StudyCommand;
import org.metrobed.launcher.Metrobed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of {@code ./metrobed} that produce evidence. Exit codes: 0 done, 1 the command failed or a limit is not
 * met, 2 wrong usage.
 */
@Command(
        name = "metrobed",
        description = "Measure the claims of Metrobed.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StudyCommand.class,
            ScoreCommand.class,
            QartodCommand.class,
            BenchCommand.class,
            FaultsCommand.class,
            SoakCommand.class
        })
public final class Lab {

    private Lab() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for the main and for tests. */
    public static CommandLine commandLine() {
        return Metrobed.configure(new CommandLine(new Lab()));
    }
}
