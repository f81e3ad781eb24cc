package org.metrobed.launcher.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.analysis.anomaly.Richness;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;
import org.metrobed.launcher.files.AlertFile;
import org.metrobed.launcher.files.AnomalyFile;
import org.metrobed.launcher.files.RowException;
import org.metrobed.launcher.files.ScoredFile;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.model.Scale;
import org.metrobed.simulators.csv.CsvFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the anomaly detector on files, without services and without a catalog. */
@Command(
        name = "detect",
        description = {
            "Score files: each row timestamp,value becomes timestamp,value,anomaly_score,expected,low,high.",
            "One pass in the order of the file: a score depends only on earlier rows. A score of 0.5 or more is an"
                    + " alarm; a row"
                    + " that is not more unusual than one of the 60 before it gets a tenth of its score.",
            "With --episodes, also the episodes that an operator would see: a row"
                    + " datastream,from,to,detector,onset,peak for each,"
                    + " from the rows in the order of their arrival; the datastream is the file's name without its"
                    + " extension.",
            "Exit code 0 if all is written, 1 if a file cannot be read or written, 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class DetectCommand implements Callable<Integer> {

    private static final String SUFFIX = ".csv";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "DIR|FILE",
            description = "A CSV file with the columns timestamp and value, or a folder of such files at any depth.")
    private Path input;

    @Option(
            names = "--output",
            paramLabel = "DIR|FILE",
            description = "The output: a file for a file, a folder of the same structure for a folder.")
    private Path output;

    @Option(
            names = "--episodes",
            paramLabel = "FILE",
            description = "The file for episodes; a column received in the input gives the arrival of a row.")
    private Path episodes;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Zone of the sensor, such as Europe/Berlin: its days and weekends are the seasons, and times"
                    + " without a zone are in it (default: ${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Option(names = "--rich", description = "Use the detector with more state (docs/DETECTORS.md).")
    private boolean rich;

    @Option(
            names = "--direction",
            description = "The values are directions, degrees clockwise from north: 350 and 10 are 20 apart.")
    private boolean direction;

    @Option(
            names = "--csv",
            paramLabel = "KEYS",
            converter = FlowFormat.class,
            defaultValue = "",
            description = "How the files are written, with the keys of csv in a mapping (docs/REPLAY.md), such as"
                    + " \"delimiter: ';', decimal: ','\".")
    private CsvFormat format;

    @Override
    public Integer call() {
        if (output == null && episodes == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--output' or '--episodes'");
        }
        boolean folder = Files.isDirectory(input);
        if (!folder && !Files.isRegularFile(input)) {
            throw new CommandException("--input " + input + " does not exist");
        }
        try {
            if (output != null) {
                score(folder);
            }
            if (episodes != null) {
                detectEpisodes(folder);
            }
            return 0;
        } catch (RowException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private void score(boolean folder) {
        ScoredFile scored = new ScoredFile(rich ? Richness.RICH : Richness.DEFAULT, zone, scale(), format);
        ScoredFile.Counts counts = folder ? scoreFolder(scored) : scoreFile(scored);
        say("%,d values, %,d alarms", counts.rows(), counts.alarms());
    }

    private ScoredFile.Counts scoreFile(ScoredFile scored) {
        Path to = Files.isDirectory(output) ? output.resolve(input.getFileName()) : output;
        refuseOverwriting(input, to);
        return scored.write(input, to);
    }

    private ScoredFile.Counts scoreFolder(ScoredFile scored) {
        if (Files.isRegularFile(output)) {
            throw new CommandException("--input " + input + " is a folder, so --output " + output + " must be one");
        }
        refuseOverwriting(input, output);
        List<ScoredFile.Counts> counts = new ArrayList<>();
        eachFile(file -> counts.add(scored.write(file, output.resolve(input.relativize(file)))));
        return counts.stream().reduce(new ScoredFile.Counts(0, 0), ScoredFile.Counts::plus);
    }

    private void detectEpisodes(boolean folder) {
        AnomalyFile anomalies = new AnomalyFile(zone, scale(), format);
        List<String> lines = new ArrayList<>();
        if (folder) {
            eachFile(file -> lines.addAll(anomalies.list(file, name(input.relativize(file)))));
        } else {
            refuseOverwriting(input, episodes);
            lines.addAll(anomalies.list(input, name(input.getFileName())));
        }
        AlertFile.write(episodes, lines);
        say("%,d episodes", lines.size());
    }

    private void eachFile(Consumer<Path> work) {
        List<Path> files = listFiles();
        if (files.isEmpty()) {
            throw new CommandException("no " + SUFFIX + " file in " + input);
        }
        try (TerminalProgress progress =
                new TerminalProgress(new Console(spec.commandLine().getOut()), "detect", " files")) {
            for (int i = 0; i < files.size(); i++) {
                work.accept(files.get(i));
                progress.at(i + 1, files.size());
            }
        }
    }

    private void say(String format, Object... numbers) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, format, numbers));
    }

    /** The name of a datastream: the file's path below the input, with slashes and without the extension. */
    private static String name(Path file) {
        String path = file.toString().replace(file.getFileSystem().getSeparator(), "/");
        return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    }

    /** Files in the output folder are no input, even if one folder is inside the other. */
    private List<Path> listFiles() {
        List<Path> written = Stream.of(Optional.ofNullable(output), Optional.ofNullable(episodes))
                .flatMap(Optional::stream)
                .map(path -> path.toAbsolutePath().normalize())
                .toList();
        try (Stream<Path> paths = Files.walk(input)) {
            return paths.filter(path -> path.toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                    .filter(path ->
                            written.stream().noneMatch(path.toAbsolutePath().normalize()::startsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + input + ": " + e, e);
        }
    }

    /** Reads the keys of a format as one line of YAML. */
    static final class FlowFormat implements ITypeConverter<CsvFormat> {

        @Override
        public CsvFormat convert(String keys) {
            YamlProblems problems = new YamlProblems();
            Optional<CsvFormat> format = YamlText.parse("--csv", "csv: {" + keys + "}", problems)
                    .map(Fields::of)
                    .map(top -> CsvFormat.read(top.map("csv")));
            if (!problems.isEmpty()) {
                throw new TypeConversionException(
                        problems.list().stream().map(YamlProblem::message).collect(Collectors.joining("; ")));
            }
            return format.orElseThrow();
        }
    }

    private Scale scale() {
        return direction ? Scale.CIRCLE : Scale.LINE;
    }

    private static void refuseOverwriting(Path from, Path to) {
        if (from.toAbsolutePath().normalize().equals(to.toAbsolutePath().normalize())) {
            throw new CommandException("--output would overwrite --input " + from);
        }
    }
}
