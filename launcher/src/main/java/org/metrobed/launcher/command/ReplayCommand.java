package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.catalog.CatalogVersion;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.simulators.replay.MappingException;
import org.metrobed.simulators.replay.Replay;
import org.metrobed.simulators.replay.ReplayMapping;
import org.metrobed.simulators.replay.ReplayReport;
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

    private static final long MARGIN_NANOS = 250_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

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

    @Override
    public Integer call() throws InterruptedException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        try (TerminalProgress progress =
                new TerminalProgress(console, file.getFileName().toString(), " bytes")) {
            ReplayMapping mapping = ReplayMapping.read(
                    map, warning -> spec.commandLine().getErr().println(warning.asWarning()));
            Replay replay = new Replay(mapping, new Replay.Options(factor(), fromRow), progress);
            if (!noCatalog) {
                declare(mapping, console);
            }
            report(replay.run(file, service.broker()), console);
            return 0;
        } catch (MappingException e) {
            throw new CommandException(e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
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

    /** A version other than the first is in force some seconds after its publication; earlier readings are unknown. */
    private void declare(ReplayMapping mapping, Console console) throws InterruptedException {
        try {
            CatalogPublisher.Publication done = new CatalogPublisher(service.kafka(), service.topics())
                    .merge(CatalogFiles.of(mapping.toCatalogFiles()));
            CatalogVersion version = done.version();
            console.say((done.changed() ? "catalog version " : "catalog unchanged, version ") + version.version());
            Instant inForce = version.effectiveFrom();
            while (Clock.systemUTC().instant().isBefore(inForce)) {
                LockSupport.parkNanos(MARGIN_NANOS);
            }
            LockSupport.parkNanos(MARGIN_NANOS);
        } catch (KafkaException e) {
            throw new CommandException(
                    "Kafka at " + service.kafka() + " does not accept the catalog: " + e.getMessage(), e);
        }
    }

    private static void report(ReplayReport report, Console console) {
        console.say("%d rows in %d messages: %d readings, %d missing, %d unreadable"
                .formatted(report.rows(), report.messages(), report.readings(), report.missing(), report.unreadable()));
        report.notes().forEach(note -> console.say("  " + note));
    }
}
