package org.metrobed.testbed.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.metrobed.simulators.study.Study;
import org.metrobed.simulators.study.StudyConfig;
import org.metrobed.simulators.study.StudyFiles;
import org.metrobed.testbed.run.Console;
import org.metrobed.testbed.run.TerminalProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A made city with known faults, as files. */
@Command(
        name = "study",
        description = {
            "Write a made city with faults whose truth is known: DIR/truth.csv and, in DIR/data, one CSV for each datastream"
                    + " (timestamp,value,received, in the order of arrival). Score detectors on it with `detect --episodes` and"
                    + " `score`.",
            "The same options give the same files. Exit code 0 when all is written, 1 when it cannot be, 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class StudyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write.")
    private Path output;

    @Option(
            names = "--period",
            paramLabel = "DURATION",
            defaultValue = "P28D",
            description = "How long it lasts; the first week has no faults (default: ${DEFAULT-VALUE}).")
    private Duration period;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "Between the readings of a datastream (default: ${DEFAULT-VALUE}).")
    private Duration interval;

    @Option(
            names = "--datastreams",
            paramLabel = "N",
            defaultValue = "120",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int datastreams;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "480",
            description = "How many, fewer where they find no room (default: ${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same city and faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            defaultValue = "2026-03-15T23:00:00Z",
            description = "When it begins (default: ${DEFAULT-VALUE}, a Monday in Vienna).")
    private Instant start;

    @Override
    public Integer call() {
        try (TerminalProgress progress =
                new TerminalProgress(new Console(spec.commandLine().getOut()), "study", " datastreams")) {
            Study study = Study.of(new StudyConfig(start, period, interval, datastreams, faults, seed));
            long readings = StudyFiles.write(study, output, progress);
            spec.commandLine()
                    .getOut()
                    .println(String.format(
                            Locale.ROOT,
                            "%,d readings of %d datastreams, %d faults, %.0f datastream-days, zone %s",
                            readings,
                            datastreams,
                            study.truth().size(),
                            datastreams * (period.toSeconds() / 86_400.0),
                            StudyConfig.ZONE));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
