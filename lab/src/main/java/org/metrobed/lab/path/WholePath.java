package org.metrobed.lab.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.metrobed.lab.cpu.MemoryMeter;
import org.metrobed.lab.cpu.PhaseMeter;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.lab.load.Load;
import org.metrobed.lab.load.PublisherProcess;
import org.metrobed.lab.load.Sent;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;

/** An all-in-one run with a test-bed for benchmarks, and its measurements. Not thread-safe. */
public final class WholePath implements AutoCloseable {

    private static final long LIMIT_SECONDS = 180;
    /** The endpoint acknowledges readings far faster than the pipeline takes them. */
    private static final long LEAST_READINGS_PER_SECOND = 5_000;

    private static final long PAUSE_NANOS = 500_000_000;
    private static final int PARALLELISM = 2;
    private static final int WATCHED_DATASTREAMS = 100;
    private static final long MINUTE_SECONDS = 60;
    /** Windows of a datastream close with its next reading; with rare readings that is not a delay of the pipeline. */
    private static final long LONGEST_WINDOWED_SECONDS = 10;

    private static final Duration READINGS_PAUSE = Duration.ofMillis(20);
    private static final Duration WINDOWS_PAUSE = Duration.ofMillis(100);
    /** The backlog is at most so many rounds old. */
    private static final int BACKLOG_ROUNDS = 86_400;

    private static final long LONGEST_BACKLOG_SECONDS = Duration.ofDays(30).toSeconds();

    private final Platform platform;
    private final CityPlan city;
    private final Path data;
    private final InstantSource clock;
    private final CheckpointNumbers checkpoints;
    private final CommittedRows rows;
    private final PhaseMeter meter;
    private final MemoryMeter memory;
    private long nextMicros;

    private WholePath(Platform platform, CityPlan city, Path data, InstantSource clock) throws SQLException {
        this.platform = platform;
        this.city = city;
        this.data = data;
        this.checkpoints = new CheckpointNumbers(data.resolve("flink").resolve("checkpoints"));
        this.clock = clock;
        this.rows = CommittedRows.open(platform.database());
        this.meter = new PhaseMeter(platform.postgresPid());
        this.memory = new MemoryMeter(platform.postgresPid());
        long back = Math.min(LONGEST_BACKLOG_SECONDS, BACKLOG_ROUNDS * city.intervalSeconds());
        this.nextMicros = (clock.millis() / 60_000 * 60 - back) * 1_000_000;
    }

    /**
     * Starts all services in a new folder.
     *
     * @param direct whether gateways connect to ingest instead of the embedded broker
     */
    public static WholePath start(Path folder, CityPlan city, boolean direct, Console console, InstantSource clock)
            throws SQLException {
        Path bundles = folder.resolve("bundles");
        write(bundles, city.files().texts());
        Path data = folder.resolve("data");
        RunOptions options = new RunOptions(data, bundles, 0, 0, 0, 0, PARALLELISM);
        Platform platform = Platform.start(options, BrokerSettings.OPEN.withDirect(direct), console, () -> false);
        return new WholePath(platform, city, data, clock);
    }

    /** Measures what a run uses while nothing is published, after a time in which the JVM settles. */
    public IdleUse measureIdle(long settleSeconds, long seconds) throws SQLException {
        pause(settleSeconds);
        long transactions = rows.transactions();
        meter.begin();
        pause(seconds);
        PhaseMeter.Use use = meter.end();
        return new IdleUse(use, PhaseMeter.threads(), rows.transactions() - transactions, memory.sample());
    }

    /**
     * Publishes a backlog as fast as it is taken, in whole rounds after the earlier rounds, and waits until everything
     * is committed.
     *
     * @param progress receives the number of seconds since the first message
     */
    public PathResult measureBacklog(int readingsPerMessage, long seconds, long maxRounds, LongConsumer progress)
            throws SQLException {
        long left = Math.max(1, (clock.millis() * 1_000 - nextMicros) / city.stepMicros() - 1);
        Load load =
                new Load(platform.mqttUrl(), city, readingsPerMessage, seconds, Math.min(maxRounds, left), nextMicros);
        PathResult result = measure(load, progress);
        nextMicros += result.sent().rounds() * city.stepMicros();
        return result;
    }

    /** Publishes at the pace of the city, 10 readings a message, and waits until everything is committed. */
    public PathResult measurePaced(long seconds, LongConsumer progress) throws SQLException {
        return measure(paced(seconds), progress);
    }

    private Load paced(long seconds) {
        return new Load(platform.mqttUrl(), city, BenchCity.PROPERTIES, seconds, Long.MAX_VALUE, Load.PACED);
    }

    private PathResult measure(Load load, LongConsumer progress) throws SQLException {
        long before = rows.observations();
        long checkpointsBefore = checkpoints.newest();
        try (PublisherProcess publisher = PublisherProcess.start(load)) {
            meter.begin();
            Sent sent = publish(publisher, progress);
            long limit = LIMIT_SECONDS + sent.readings() / LEAST_READINGS_PER_SECOND;
            if (!rows.awaitRound(lastRound(sent), city.datastreams(), limit)) {
                throw new IllegalStateException("not all " + sent.readings() + " readings are stored after " + limit
                        + " s; later figures would contain the rest");
            }
            PhaseMeter.Use use = meter.end();
            memory.sample();
            return new PathResult(
                    load, sent, rows.observations() - before, use, checkpoints.newest() - checkpointsBefore);
        }
    }

    /** Start of the last round, microseconds. */
    private long lastRound(Sent sent) {
        return sent.startMicros() + (sent.rounds() - 1) * city.stepMicros();
    }

    /**
     * Delays at the pace of the city. Immutable.
     *
     * @param readings from the time when a message was due until a client of the API sees its readings
     * @param windows from the end of a minute until a client of the API sees its window; empty if it was not measured
     */
    public record Delays(Delay readings, Optional<Delay> windows) {}

    /** Publishes at the pace of the city and measures when clients of the API see the readings and their windows. */
    public Delays measureDelays(long seconds, LongConsumer progress) {
        boolean withWindows = city.intervalSeconds() <= LONGEST_WINDOWED_SECONDS && seconds > 2 * MINUTE_SECONDS;
        try (PublisherProcess publisher = PublisherProcess.start(paced(seconds));
                ApiProbe readings = probe(
                        "/api/v1/latest?f=csv&limit=" + WATCHED_DATASTREAMS,
                        "phenomenonTime",
                        city.intervalSeconds(),
                        READINGS_PAUSE)) {
            Optional<ApiProbe> windows = withWindows ? Optional.of(windows()) : Optional.empty();
            Sent sent = publish(publisher, progress);
            Instant last = Instant.EPOCH.plus(lastRound(sent), ChronoUnit.MICROS);
            long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
            while (readings.oldest().isBefore(last)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("no answer of the API has all readings up to " + last);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return new Delays(readings.end(), windows.map(ApiProbe::end));
        }
    }

    private ApiProbe windows() {
        String thing = BenchCity.ID + "/" + BenchCity.thing(0);
        return probe("/api/v1/windows?f=csv&window=PT1M&thing=" + thing, "end", MINUTE_SECONDS, WINDOWS_PAUSE);
    }

    private ApiProbe probe(String path, String column, long intervalSeconds, Duration pause) {
        return ApiProbe.start(
                URI.create(platform.url() + path), column, Duration.ofSeconds(intervalSeconds), pause, clock);
    }

    /** The folder of the services. */
    public Path data() {
        return data;
    }

    /** The address of the API. */
    public String url() {
        return platform.url();
    }

    /** The number of observations so far, without their revisions. */
    public long observations() throws SQLException {
        return rows.observations();
    }

    /** Bytes of a partitioned table with its indexes. */
    public long tableBytes(String table) throws SQLException {
        return rows.tableBytes(table);
    }

    /** Bytes of the database, without its write-ahead log. */
    public long databaseBytes() throws SQLException {
        return rows.databaseBytes();
    }

    /** The number of unexpected rows. */
    public long strays() throws SQLException {
        return rows.strays();
    }

    /** The number of closed windows so far. */
    public long windowRows() throws SQLException {
        return rows.windows();
    }

    /** The number of alerts so far. */
    public long alerts() throws SQLException {
        return rows.alerts();
    }

    /** The number of revisions of observations so far. */
    public long revisions() throws SQLException {
        return rows.revisions();
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

    private Sent publish(PublisherProcess publisher, LongConsumer progress) {
        long start = System.nanoTime();
        CompletableFuture<Sent> sent = publisher.publish();
        while (!sent.isDone()) {
            memory.sample();
            meter.look();
            progress.accept((System.nanoTime() - start) / 1_000_000_000L);
            awaitMoment(sent);
        }
        return sent.join();
    }

    private static void awaitMoment(CompletableFuture<Sent> sent) {
        long until = System.nanoTime() + PAUSE_NANOS;
        while (!sent.isDone() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(PAUSE_NANOS / 20);
        }
    }

    private static void pause(long seconds) {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
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
