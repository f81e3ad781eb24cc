package org.metrobed.launcher.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * An entry of the help for a command of module {@code lab}, or of the script {@code ./metrobed}. The script starts that module
 * itself, because {@code lab} depends on this module and not the other way round.
 */
@Command
public final class LabCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    private LabCommand() {}

    /** Adds the commands of module {@code lab} and of the script to the command line, so that its help lists them. */
    public static void addTo(CommandLine line) {
        add(line, "study", "Write a synthetic city with labelled faults as CSV files.");
        add(line, "score", "Score alerts against known faults, of files or of a study through the whole pipeline.");
        add(line, "qartod", "Compare the quality tests with cases of the reference.");
        add(line, "bench", "Measure the whole pipeline on this machine, and its parts alone.");
        add(line, "soak", "Run at a steady load for an hour: whether memory or disks grow, or anything restarts.");
        add(line, "faults", "Kill and stop each part while readings come, and count what is stored.");
        add(line, "package", "Write an archive that runs without a build.");
    }

    private static void add(CommandLine line, String name, String description) {
        CommandLine command = new CommandLine(new LabCommand());
        command.getCommandSpec().name(name).usageMessage().description(description);
        command.setUnmatchedOptionsArePositionalParams(true);
        line.addSubcommand(name, command);
    }

    @Override
    public Integer call() {
        throw new CommandException(
                "this command is started by the script: ./metrobed " + spec.name() + " " + String.join(" ", arguments));
    }
}
