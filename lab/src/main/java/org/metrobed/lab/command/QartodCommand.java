package org.metrobed.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.metrobed.lab.qartod.Vectors;
import org.metrobed.launcher.command.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the quality tests with cases that were flagged by the reference. */
@Command(
        name = "qartod",
        description = "Run cases of the reference ioos_qc through our quality tests; exit code 1 when a flag differs.",
        mixinStandardHelpOptions = true)
public final class QartodCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VECTORS.json", description = "Cases with inputs, parameters and expected flags.")
    private Path file;

    @Option(
            names = "--print",
            description = "Write our flags, a line of JSON for each case; the report then goes to standard error.")
    private boolean print;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter report = print ? spec.commandLine().getErr() : out;
        try {
            Vectors.Result result = Vectors.read(file).run(print ? out::println : line -> {});
            result.lines().forEach(report::println);
            return result.agrees() ? 0 : 1;
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
