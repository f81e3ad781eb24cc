package org.metrobed.simulators;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.metrobed.catalog.Catalog;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Label;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.fleet.Fleet;
import org.metrobed.simulators.mqtt.EmitterCounts;

/**
 * A running simulation of a city. First it sends the readings that its gateways stored in the past day, in order and as
 * fast as the broker acknowledges. Then it sends live readings when its sensors measure them. It uses one thread.
 *
 * <p>Thread-safe. If a failure cannot be repaired by a new connection, such as a broker that refuses the messages, the
 * simulation ends and completes {@link #ended} and {@link #backlogSent} exceptionally.
 */
public final class Simulation implements AutoCloseable {

    private static final Duration SLICE = Duration.ofHours(1);
    private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 200;
    private static final long STOP_MILLIS = 5_000;

    private final InstantSource clock;
    private final Scenario scenario;
    private final Fleet fleet;
    private final GatewayConnections gateways;
    private final Checkpoint checkpoint;
    private final WorkProgress progress;
    private final Instant begin;
    private final Instant live;
    private final long backlogTicks;
    private final CompletableFuture<Void> backlogSent = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread worker = new Thread(this::run, "simulated-city");

    private volatile Instant cursor;

    private Simulation(
            SimulateConfig config, Catalog catalog, InstantSource clock, WorkProgress progress, SimulationState state)
            throws IOException, InterruptedException {
        this.clock = clock;
        this.progress = progress;
        this.begin = state.sentUntil();
        this.cursor = begin;
        this.live = clock.instant();
        City city = City.of(catalog, config.testbed(), config.seed());
        this.scenario = config.faults() ? Scenario.demo(city, state.epoch()) : Scenario.none();
        this.fleet = Fleet.of(catalog, city, scenario, config.seed());
        this.backlogTicks = fleet.countTicks(begin, live);
        writeLabels(config);
        this.gateways = GatewayConnections.open(config.broker(), config.testbed(), fleet.gateways());
        this.checkpoint = new Checkpoint(config.stateFile(), state, gateways);
    }

    /**
     * Connects the gateways and begins; returns at once.
     *
     * @param clock the current time; the backlog ends and live operation begins at its present instant
     * @param progress receives the number of backlog readings that are handed over
     * @throws IOException if the broker cannot be reached or a file cannot be written
     * @throws java.util.NoSuchElementException if the catalog does not have the test-bed
     */
    public static Simulation start(SimulateConfig config, Catalog catalog, InstantSource clock, WorkProgress progress)
            throws IOException, InterruptedException {
        SimulationState state = Checkpoint.begin(config, clock.instant());
        Simulation simulation = new Simulation(config, catalog, clock, progress, state);
        simulation.worker.setDaemon(true);
        simulation.worker.start();
        return simulation;
    }

    /** Completes when the broker has acknowledged the whole backlog; at once if there is none. */
    public CompletableFuture<Void> backlogSent() {
        return backlogSent.copy();
    }

    /** Completes when the simulation is closed; exceptionally if it failed. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** The ground truth of its faults. */
    public List<Label> labels() {
        return scenario.labels();
    }

    /** Counts of messages so far, over all gateways. */
    public EmitterCounts counts() {
        return gateways.counts();
    }

    /** Stops, waits a few seconds for acknowledgements, stores its progress, and disconnects the gateways. */
    @Override
    public void close() {
        stop.countDown();
        worker.interrupt();
        boolean interrupted = false;
        try {
            worker.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        gateways.close();
        try {
            checkpoint.last(cursor);
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
        backlogSent.cancel(false);
        ended.complete(null);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            sendBacklog();
            while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                sendUntil(clock.instant());
                checkpoint.pass(cursor);
            }
        } catch (IOException e) {
            backlogSent.completeExceptionally(e);
            ended.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendBacklog() throws IOException, InterruptedException {
        progress.at(0, backlogTicks);
        while (cursor.isBefore(live)) {
            Instant slice = cursor.plus(SLICE);
            sendUntil(slice.isBefore(live) ? slice : live);
            checkpoint.pass(cursor);
            progress.at(fleet.countTicks(begin, cursor), backlogTicks);
        }
        if (!gateways.awaitAcknowledged(LAST_ACKNOWLEDGEMENTS)) {
            throw new IOException(
                    "the broker has not acknowledged the backlog within " + LAST_ACKNOWLEDGEMENTS.toSeconds() + " s");
        }
        backlogSent.complete(null);
    }

    /** A slice that was sent partly is sent again completely after a restart. */
    private void sendUntil(Instant end) throws IOException, InterruptedException {
        while (cursor.isBefore(end)) {
            Instant slice = cursor.plus(SLICE);
            Instant next = slice.isBefore(end) ? slice : end;
            gateways.publish(fleet.messages(cursor, next));
            cursor = next;
        }
    }

    private void writeLabels(SimulateConfig config) throws IOException {
        if (config.labelsFile() != null) {
            Files.createDirectories(config.labelsFile().toAbsolutePath().getParent());
            Files.writeString(config.labelsFile(), Label.toCsv(scenario.labels()));
        }
    }
}
