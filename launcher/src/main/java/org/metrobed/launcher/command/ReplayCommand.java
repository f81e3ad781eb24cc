package org.metrobed.launcher.command;

import java.io.IOException;
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
import org.metrobed.config.Settings;
import org.metrobed.launcher.check.ReplayCheck;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.mqtt.BrokerConfig;
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
                "Publish a CSV recording over MQTT with its own times; its mapping also declares it to the catalog.",
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final InstantSource CLOCK = Clock.systemUTC();
    private static final long MARGIN_NANOS = 250_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

    @Mixin
    private DatabaseMixin database;

    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = "--map",
            paramLabel = "MAPPING.yaml",
            required = true,
            description = "The mapping: the meaning" + " of the columns.")
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
        try (TerminalProgress progress =
                new TerminalProgress(console, file.getFileName().toString(), " bytes")) {
            ReplayMapping mapping = ReplayMapping.read(
                    map, warning -> spec.commandLine().getErr().println(warning.asWarning()));
            Replay replay = new Replay(mapping, new Replay.Options(factor(), fromRow), progress);
            replay.check(file);
            rehearse(mapping, console);
            Instant began = CLOCK.instant();
            ReplayReport report =
                    noCatalog ? replay.run(file, service.broker()) : declareAndRun(mapping, replay, console);
            report(report, console);
            int exit = new ReplayOutcome(database, wait, console).tell(mapping, began, report);
            return report.rows() > 0 && !replay.hasPublished() ? 1 : exit;
        } catch (MappingException e) {
            throw new CommandException(e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
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
        if (speed.equals("max")) {
            return Replay.Options.MAX_SPEED;
        }
        try {
            double factor = Double.parseDouble(speed);
            if (factor > 0) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw new CommandException("--speed is '" + speed + "', must be a number above 0 or max", e);
        }
        throw new CommandException("--speed is '" + speed + "', must be a number above 0 or max");
    }

    /** If no reading could be published, the test-bed is taken back; published readings need it. */
    private ReplayReport declareAndRun(ReplayMapping mapping, Replay replay, Console console)
            throws IOException, InterruptedException {
        CatalogPublisher publisher = new CatalogPublisher(service.kafka(), service.topics());
        CatalogFiles files = CatalogFiles.of(mapping.toCatalogFiles());
        BrokerConfig broker = service.broker();
        try {
            CatalogPublisher.Publication declared = replace ? publisher.merge(files) : publisher.mergeOwn(files);
            try {
                awaitInForce(declared, console);
                return replay.run(file, broker);
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
