package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.metrobed.launcher.files.RecordedPast;
import org.metrobed.launcher.files.TuneText;
import org.metrobed.simulators.replay.MappingException;
import org.metrobed.simulators.replay.ReplayMapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proposes thresholds of quality tests from the past of datastreams. */
@Command(
        name = "tune",
        description = {
            "Propose thresholds of spikes, changes and flat lines from the past of datastreams, as text for a bundle.",
            "Each proposal says which share of that past it flags, and which share of the last third is flagged by"
                    + " thresholds that the first two thirds propose.",
            "The past of a thing or datastream is read from the API of a running Metrobed; with --map, the past is"
                    + " a CSV file. Nothing is changed.",
            "Exit code 0 if something is proposed, 1 if there is no past to read, 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class TuneCommand implements Callable<Integer> {

    private static final InstantSource CLOCK = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "THING|FILE",
            description = "testbed/thing or testbed/thing/property; with --map, a CSV file.")
    private String subject;

    @Option(names = "--map", paramLabel = "MAPPING.yaml", description = "The mapping of the CSV file (docs/REPLAY.md).")
    private Path mapping;

    @Option(
            names = "--datetime",
            paramLabel = "RANGE",
            defaultValue = "P30D/..",
            description = "The past of a thing, ISO 8601 (default: ${DEFAULT-VALUE}).")
    private String range;

    @Mixin
    private OperatorMixin operator;

    @Override
    public Integer call() throws InterruptedException {
        List<TuneText> texts = mapping == null ? ofThing() : ofFile();
        if (texts.isEmpty()) {
            throw new CommandException(subject + " has no readings");
        }
        texts.forEach(text -> text.lines().forEach(spec.commandLine().getOut()::println));
        return 0;
    }

    private List<TuneText> ofFile() throws InterruptedException {
        try {
            return RecordedPast.read(Path.of(subject), ReplayMapping.read(mapping, warning -> {}), CLOCK.instant());
        } catch (MappingException | IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private List<TuneText> ofThing() throws InterruptedException {
        if (Files.exists(Path.of(subject)) || subject.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw new ParameterException(spec.commandLine(), "a file needs --map MAPPING.yaml (docs/REPLAY.md)");
        }
        String[] parts = subject.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || List.of(parts).contains("")) {
            throw new ParameterException(
                    spec.commandLine(), "'" + subject + "' must be testbed/thing or testbed/thing/property");
        }
        return new StoredPast(operator.client(), range).read(parts);
    }
}
