package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.config.BuildInfo;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.StopSignal;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.simulators.SimulateConfig;
import org.metrobed.simulators.SimulatedRecording;
import org.metrobed.simulators.Simulation;
import org.metrobed.simulators.city.Label;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes a simulated city to an existing broker. */
@Command(
        name = "simulate",
        description = "Publish a simulated city over MQTT: first the stored past of its gateways, then live, until"
                + " Ctrl-C.",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            defaultValue = RunMixin.BUNDLES,
            description = "Folder of the project bundles (default: those of Metrobed).")
    private Path catalog;

    @Option(
            names = "--testbed",
            paramLabel = "ID",
            defaultValue = "riverbend",
            description = "The test-bed to imitate (default: ${DEFAULT-VALUE}).")
    private String testbed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same values (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--backlog",
            paramLabel = "DURATION",
            defaultValue = "PT24H",
            description = "Length of the past to send first, ISO 8601 (default: ${DEFAULT-VALUE}; PT0S: none).")
    private Duration backlog;

    @Option(
            names = "--faults",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether to include faults.")
    private boolean faults;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "File for its progress, so that a restart continues there.")
    private Path state;

    @Option(names = "--labels", paramLabel = "FILE", description = "File for the ground truth of the faults, as CSV.")
    private Path labels;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write a recording instead of publishing; the same bundles, seed, start and length give the same file.")
    private Path out;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            defaultValue = "2026-01-01T00:00:00Z",
            description = "With --out: its first instant, UTC (default: ${DEFAULT-VALUE}).")
    private Instant start;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "P1D",
            description = "With --out: its length, ISO 8601 (default: ${DEFAULT-VALUE}).")
    private Duration length;

    @Override
    public Integer call() throws InterruptedException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        if (out != null) {
            return write(console);
        }
        StopSignal stop = StopSignal.listen();
        Catalog known = CatalogReader.read(CatalogFiles.readFolder(catalog), 0);
        SimulateConfig config = new SimulateConfig(service.broker(), testbed, seed, backlog, faults, state, labels);
        try (TerminalProgress progress = new TerminalProgress(console, "backlog", " readings");
                Simulation simulation = Simulation.start(config, known, Clock.systemUTC(), progress)) {
            CompletableFuture<Void> news = simulation
                    .backlogSent()
                    .thenRun(() -> console.say("the backlog is sent; live from now on, Ctrl-C stops"))
                    .thenCompose(sent -> simulation.ended())
                    .whenComplete((done, failure) -> stop.stop());
            stop.await();
            news.cancel(false);
            if (simulation.ended().isCompletedExceptionally()) {
                simulation.ended().join();
            }
            return 0;
        } catch (IOException | NoSuchElementException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private int write(Console console) {
        if (length.isNegative() || length.isZero()) {
            throw new CommandException("--for is " + length + ", must be above PT0S");
        }
        CatalogFiles files = CatalogFiles.readFolder(catalog);
        RecordingAbout about = RecordingAbout.of("simulated test-bed " + testbed, BuildInfo.VERSION)
                .withPeriod(start.toString(), start.plus(length).toString())
                .withCity(files.sha256(), seed);
        try (RecordingWriter writer = new RecordingWriter(out, about);
                TerminalProgress progress = new TerminalProgress(console, "recording", " readings")) {
            List<Label> truth = new SimulatedRecording(testbed, seed, faults, start, length)
                    .write(CatalogReader.read(files, 0), writer, progress);
            if (labels != null) {
                Files.writeString(labels, Label.toCsv(truth));
            }
            console.say("%d messages, %d bytes of payload: %s".formatted(writer.messages(), writer.bytes(), out));
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(out + " exists; a recording is never overwritten", e);
        } catch (IOException | NoSuchElementException e) {
            throw new CommandException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }
}
