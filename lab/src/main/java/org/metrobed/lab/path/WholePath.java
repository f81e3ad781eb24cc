package org.metrobed.lab.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.metrobed.embedded.Ports;
import org.metrobed.lab.cpu.CpuMeter;
import org.metrobed.lab.cpu.CpuUse;
import org.metrobed.lab.cpu.MemoryMeter;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.Load;
import org.metrobed.lab.load.PublisherProcess;
import org.metrobed.lab.load.Sent;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;

/** An all-in-one run with a test-bed for benchmarks, and its measurements. Not thread-safe. */
public final class WholePath implements AutoCloseable {

    private static final long LIMIT_SECONDS = 180;
    private static final long PAUSE_NANOS = 500_000_000;
    private static final int TOP_THREADS = 40;
    private static final int PARALLELISM = 2;
    private static final Executor OTHER_THREAD = task -> {
        Thread thread = new Thread(task, "bench-reader");
        thread.setDaemon(true);
        thread.start();
    };

    private final Platform platform;
    private final String mqttUrl;
    private final int things;
    private final InstantSource clock;
    private final CommittedRows rows;
    private final CpuMeter cpu;
    private final MemoryMeter memory;
    private long nextMicros;

    private WholePath(Platform platform, String mqttUrl, int things, InstantSource clock) throws SQLException {
        this.platform = platform;
        this.mqttUrl = mqttUrl;
        this.things = things;
        this.clock = clock;
        this.rows = CommittedRows.open(platform.database());
        this.cpu = new CpuMeter(OptionalLong.of(platform.postgresPid()));
        this.memory = new MemoryMeter(platform.postgresPid());
        this.nextMicros = (clock.millis() / 60_000 - 24 * 60) * 60_000_000;
    }

    /** Starts all services in a new folder. */
    public static WholePath start(Path folder, int things, Console console, InstantSource clock) throws SQLException {
        Path bundles = folder.resolve("bundles");
        write(bundles, BenchCity.files(things).texts());
        int mqttPort = Ports.choose(0);
        RunOptions options = new RunOptions(
                folder.resolve("data"),
                bundles,
                Ports.choose(0),
                mqttPort,
                Ports.choose(0),
                Ports.choose(0),
                PARALLELISM);
        Platform platform = Platform.start(options, console);
        return new WholePath(platform, "tcp://127.0.0.1:" + mqttPort, things, clock);
    }

    /** A load for this path: whole rounds after the earlier rounds. */
    public Load load(int readingsPerMessage, long readingsPerSecond, long seconds, long maxRounds) {
        return new Load(mqttUrl, things, readingsPerMessage, readingsPerSecond, seconds, maxRounds, nextMicros);
    }

    /**
     * Publishes, and waits until everything is committed.
     *
     * @param progress receives the number of published readings
     */
    public PathResult measure(Load load, LongConsumer progress) throws SQLException {
        long before = rows.observations();
        try (PublisherProcess publisher = PublisherProcess.start(load)) {
            CpuUse used = cpu.read();
            long start = System.nanoTime();
            Sent sent = publish(publisher, load, progress);
            nextMicros += sent.rounds() * Load.STEP_MICROS;
            rows.awaitRound(nextMicros - Load.STEP_MICROS, load.datastreams(), LIMIT_SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            CpuUse use = cpu.read().since(used);
            memory.sample();
            return new PathResult(
                    load.readingsPerMessage(),
                    sent,
                    rows.observations() - before,
                    seconds,
                    use.perReading(sent.readings()),
                    use.listTopThreads(TOP_THREADS, sent.readings()));
        }
    }

    /**
     * Delays in a phase. Immutable.
     *
     * @param database until a reader of the database sees it
     * @param api until a client of the API sees the reading
     */
    public record Delays(Delay database, Delay api) {}

    /** Publishes single readings at a steady rate and measures when readers see them. */
    public Delays measureDelay(long readingsPerSecond, long seconds) throws SQLException {
        return measureDelays(1, readingsPerSecond, seconds, new NewReadings());
    }

    /**
     * Publishes whole messages at a steady rate for some minutes and measures when a reader of the database sees their
     * windows, and a client of the API their readings.
     */
    public Delays measureWindowDelay(long readingsPerSecond, long seconds) throws SQLException {
        return measureDelays(BenchCity.PROPERTIES, readingsPerSecond, seconds, new ClosedMinutes());
    }

    private Delays measureDelays(int readingsPerMessage, long readingsPerSecond, long seconds, Probe.Sight sight)
            throws SQLException {
        Load load = new Load(
                mqttUrl, things, readingsPerMessage, readingsPerSecond, seconds, Long.MAX_VALUE, Load.WALL_CLOCK);
        long before = rows.observations();
        try (PublisherProcess publisher = PublisherProcess.start(load);
                Probe probe = Probe.open(platform.database(), sight, clock)) {
            CompletableFuture<Sent> sent = publisher.publish();
            CompletableFuture<Delay> api = CompletableFuture.supplyAsync(
                    () -> new ApiReadings(platform.url(), clock).measure(() -> !sent.isDone()), OTHER_THREAD);
            Delay database = probe.measure(() -> !sent.isDone());
            awaitCount(before + sent.join().readings());
            return new Delays(database, api.join());
        }
    }

    /** The number of unexpected rows. */
    public long strays() throws SQLException {
        return rows.strays();
    }

    /** The number of closed windows so far. */
    public long windows() throws SQLException {
        return rows.windows();
    }

    /** The peak memory. */
    public MemoryMeter memory() {
        return memory;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        platform.close();
    }

    private Sent publish(PublisherProcess publisher, Load load, LongConsumer progress) {
        CompletableFuture<Sent> sent = publisher.publish();
        long next = System.nanoTime();
        while (!sent.isDone()) {
            if (System.nanoTime() - next >= 0) {
                next += PAUSE_NANOS;
                memory.sample();
                progress.accept(publisher.messages() * load.readingsPerMessage());
            }
            LockSupport.parkNanos(PAUSE_NANOS / 20);
        }
        return sent.join();
    }

    private void awaitCount(long observations) throws SQLException {
        long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
        while (rows.observations() < observations) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "only " + rows.observations() + " of " + observations + " readings became rows");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void write(Path folder, Map<String, String> texts) {
        try {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = folder.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundles cannot be written: " + e.getMessage(), e);
        }
    }
}
