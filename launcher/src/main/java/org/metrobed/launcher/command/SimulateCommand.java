package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.StopSignal;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.simulators.SimulateConfig;
import org.metrobed.simulators.Simulation;
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

    @Override
    public Integer call() throws InterruptedException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
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
}
