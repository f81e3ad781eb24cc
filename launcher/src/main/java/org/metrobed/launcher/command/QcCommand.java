package org.metrobed.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.metrobed.launcher.files.QualityControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies the quality tests of the stream to a file of measurements. */
@Command(
        name = "qc",
        description = "Test a CSV file of measurements with the tests of the stream and write it with its flags.",
        mixinStandardHelpOptions = true)
public final class QcCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.csv", description = "The measurements; their times are ISO 8601 unless stated.")
    private Path file;

    @Option(
            names = "--config",
            paramLabel = "QC.yaml",
            required = true,
            description = "Columns, tests and thresholds, by the names of ioos_qc.")
    private Path config;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "The file with the flags (default: standard output; the summary then goes to" + " standard error).")
    private Path target;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter summary = target == null ? spec.commandLine().getErr() : out;
        try {
            QualityControl control = QualityControl.run(file, config);
            if (target == null) {
                control.write(out);
            } else {
                writeTo(control);
            }
            control.summary().forEach(summary::println);
            return 0;
        } catch (IOException e) {
            throw new CommandException("cannot be read or written: " + e.getMessage(), e);
        }
    }

    private void writeTo(QualityControl control) throws IOException {
        try (Writer writer = Files.newBufferedWriter(target)) {
            control.write(writer);
        }
    }
}
