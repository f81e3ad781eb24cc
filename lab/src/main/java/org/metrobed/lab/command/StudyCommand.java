package org.metrobed.lab.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.metrobed.lab.study.Study;
import org.metrobed.lab.study.StudyConfig;
import org.metrobed.lab.study.StudyFiles;
import org.metrobed.launcher.command.CommandException;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.TerminalProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a simulated city with known faults to files. */
@Command(
        name = "study",
        description = {
            "Write a synthetic city with labelled faults: DIR/truth.csv and, in DIR/data, one CSV for each datastream"
                    + " (timestamp,value,received, in the order of arrival). Score detectors on it with `detect"
                    + " --episodes` and"
                    + " `score`.",
            "The same options give the same files. Exit code 0 when all is written, 1 when it cannot be, 2 for wrong"
                    + " usage."
        },
        mixinStandardHelpOptions = true)
public final class StudyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The output folder.")
    private Path output;

    @Mixin
    private StudyMixin options;

    @Override
    public Integer call() {
        try (TerminalProgress progress =
                new TerminalProgress(new Console(spec.commandLine().getOut()), "study", " datastreams")) {
            StudyConfig config = options.config();
            Study study = Study.of(config);
            long readings = StudyFiles.write(study, output, progress);
            spec.commandLine()
                    .getOut()
                    .println(String.format(
                            Locale.ROOT,
                            "%,d readings of %d datastreams, %d faults, %.0f datastream-days, zone %s",
                            readings,
                            config.datastreams(),
                            study.truth().size(),
                            config.datastreams() * (config.period().toSeconds() / 86_400.0),
                            StudyConfig.ZONE));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
