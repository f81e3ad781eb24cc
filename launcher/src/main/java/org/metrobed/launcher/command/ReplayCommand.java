package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.catalog.CatalogVersion;
import org.metrobed.api.catalog.ForeignBundleException;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.config.BuildInfo;
import org.metrobed.config.Settings;
import org.metrobed.launcher.check.ReplayCheck;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingException;
import org.metrobed.recordings.RecordingSummary;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.recordings.playback.PlaybackOptions;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.replay.CsvRecording;
import org.metrobed.simulators.replay.MappingException;
import org.metrobed.simulators.replay.Replay;
import org.metrobed.simulators.replay.ReplayMapping;
import org.metrobed.simulators.replay.ReplayReport;
import org.metrobed.stream.PipelineConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a recording with its own times, and declares its datastreams in the catalog. */
@Command(
        name = "replay",
        description =
                "Publish a recording over MQTT: one of ./metrobed record, or with --map a CSV file, whose mapping also declares it to the"
                        + " catalog.",
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final String CSV_ONLY = "--from-row, --no-catalog and --replace need --map: they are for a CSV file";
    private static final InstantSource CLOCK = Clock.systemUTC();
    private static final long MARGIN_NANOS = 250_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

    @Mixin
    private DatabaseMixin database;

    @Mixin
    private PlaybackMixin playback;

    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = "--map",
            paramLabel = "MAPPING.yaml",
            description = "The mapping of a CSV file: the meaning of its columns.")
    private Path map;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "max",
            description = "Seconds of the recording in one second, or max (default: ${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--from-row",
            paramLabel = "N",
            defaultValue = "1",
            description = "The row to begin with (default: ${DEFAULT-VALUE}).")
    private long fromRow;

    @Option(names = "--no-catalog", description = "The catalog already contains the recording.")
    private boolean noCatalog;

    @Option(
            names = "--replace",
            description = "Replace the published bundle of this test-bed, even if it does not come from a replay.")
    private boolean replace;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT30S",
            description = "How long to wait until the pipeline has processed all, to tell of dead letters, ISO 8601"
                    + " (default: ${DEFAULT-VALUE}; PT0S: not at all).")
    private Duration wait;

    @Override
    public Integer call() throws InterruptedException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        if (map == null) {
            return play(console);
        }
        if (playback.isUsed() && fromRow != 1) {
            throw new CommandException("--from-row excludes --loop, --shift, --from, --to, --topic and --remap");
        }
        try (TerminalProgress progress =
                new TerminalProgress(console, file.getFileName().toString(), " bytes")) {
            ReplayMapping mapping = ReplayMapping.read(
                    map, warning -> spec.commandLine().getErr().println(warning.asWarning()));
            Replay replay = new Replay(mapping, new Replay.Options(factor(), fromRow), progress);
            replay.check(file);
            rehearse(mapping, console);
            Instant began = CLOCK.instant();
            ReplayReport report =
                    noCatalog ? publish(mapping, replay, console) : declareAndRun(mapping, replay, console);
            report(report, console);
            if (playback.changesTimes()) {
                return 0; // the outcome is told by the times of the file, which are not those of the readings
            }
            int exit = new ReplayOutcome(database, wait, console).tell(mapping, began, report);
            return report.rows() > 0 && !replay.hasPublished() ? 1 : exit;
        } catch (MappingException e) {
            throw new CommandException(e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private int play(Console console) throws InterruptedException {
        if (fromRow != 1 || noCatalog || replace) {
            throw new CommandException(CSV_ONLY);
        }
        try {
            RecordingSummary recording = RecordingSummary.of(file);
            if (recording.cutOff()) {
                console.say(file + " ends within a block, because its writer was ended; the whole messages are played");
            }
            long played = new PlaybackRun(file, recording, playback.options(speed), playback.controlPort(), console)
                    .run(service.broker());
            return played > 0 ? 0 : 1;
        } catch (IOException e) {
            String hint = e instanceof RecordingException && file.toString().endsWith(".csv")
                    ? "; a CSV file needs --map"
                    : "";
            throw new CommandException((e.getMessage() == null ? e.toString() : e.getMessage()) + hint, e);
        }
    }

    /** With other times, or a loop, the rows become a recording first, which is played. */
    private ReplayReport publish(ReplayMapping mapping, Replay replay, Console console)
            throws IOException, InterruptedException {
        BrokerConfig broker = service.broker();
        if (!playback.isUsed()) {
            return replay.run(file, broker);
        }
        PlaybackOptions options = playback.options(speed);
        Path folder = Files.createTempDirectory("metrobed-replay");
        Path made = folder.resolve("rows.avro");
        try {
            ReplayReport report;
            RecordingAbout about = RecordingAbout.of("file " + file.getFileName(), BuildInfo.VERSION);
            try (RecordingWriter writer = new RecordingWriter(made, about)) {
                report = CsvRecording.write(file, mapping, writer);
            }
            replay.markPublished();
            new PlaybackRun(made, RecordingSummary.of(made), options, playback.controlPort(), console).run(broker);
            return report;
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(folder);
        }
    }

    /** Says before anything is published what the pipeline will refuse. */
    private void rehearse(ReplayMapping mapping, Console console) throws IOException, InterruptedException {
        CatalogFiles files = CatalogFiles.of(noCatalog ? Map.of() : mapping.toCatalogFiles());
        Settings settings = Settings.of(System.getenv());
        Duration retention = settings.duration(PipelineConfig.RETENTION);
        settings.check();
        ReplayCheck check = new ReplayCheck(preview(files), CLOCK.instant(), retention.toMillis());
        ReplayReport report = new Replay(
                        mapping, new Replay.Options(Replay.Options.MAX_SPEED, fromRow), WorkProgress.SILENT)
                .run(file, check);
        List<String> warnings = check.warnings();
        if (!warnings.isEmpty() || report.unreadable() > 0) {
            console.say("of %d values in %d rows %d are unreadable"
                    .formatted(
                            report.readings() + report.missing() + report.unreadable(),
                            report.rows(),
                            report.unreadable()));
            report.notes().forEach(note -> console.say("  " + note));
            warnings.forEach(warning -> console.say("  " + warning));
        }
        if (report.rows() > 0 && check.accepted() == 0) {
            throw new CommandException("no reading would be stored; nothing is published");
        }
    }

    private Catalog preview(CatalogFiles files) throws InterruptedException {
        try {
            return new CatalogPublisher(service.kafka(), service.topics()).preview(files);
        } catch (KafkaException e) {
            throw new CommandException(
                    "Kafka at " + service.kafka() + " cannot be asked for the catalog: " + e.getMessage(), e);
        }
    }

    private double factor() {
        return playback.options(speed).speed();
    }

    /** If no reading could be published, the test-bed is taken back; published readings need it. */
    private ReplayReport declareAndRun(ReplayMapping mapping, Replay replay, Console console)
            throws IOException, InterruptedException {
        CatalogPublisher publisher = new CatalogPublisher(service.kafka(), service.topics());
        CatalogFiles files = CatalogFiles.of(mapping.toCatalogFiles());
        try {
            CatalogPublisher.Publication declared = replace ? publisher.merge(files) : publisher.mergeOwn(files);
            try {
                awaitInForce(declared, console);
                return publish(mapping, replay, console);
            } finally {
                if (!replay.hasPublished() && declared.changed()) {
                    console.say(
                            publisher.withdraw(files, declared)
                                    ? "no reading was published; the catalog is again as it was before"
                                    : "no reading was published; the test-bed stays in the catalog");
                }
            }
        } catch (ForeignBundleException e) {
            throw new CommandException(
                    e.getMessage()
                            + "; give the mapping another testbed.id, use --no-catalog if that bundle declares the"
                            + " recording, or --replace to lose it",
                    e);
        } catch (KafkaException e) {
            throw new CommandException(
                    "Kafka at " + service.kafka() + " does not accept the catalog: " + e.getMessage(), e);
        }
    }

    /** A version other than the first is in force some seconds after its publication; earlier readings are unknown. */
    private static void awaitInForce(CatalogPublisher.Publication declared, Console console) {
        CatalogVersion version = declared.version();
        console.say((declared.changed() ? "catalog version " : "catalog unchanged, version ") + version.version());
        while (CLOCK.instant().isBefore(version.effectiveFrom())) {
            LockSupport.parkNanos(MARGIN_NANOS);
        }
        LockSupport.parkNanos(MARGIN_NANOS);
    }

    private static void report(ReplayReport report, Console console) {
        console.say("%d rows in %d messages: %d readings, %d missing, %d unreadable"
                .formatted(report.rows(), report.messages(), report.readings(), report.missing(), report.unreadable()));
        if (report.others() > 0) {
            console.say("%d rows are none of the mapping's".formatted(report.others()));
        }
    }
}
