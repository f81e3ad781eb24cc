package org.metrobed.api.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.catalog.IngestHeartbeat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Monitors the heartbeats of ingest. If no heartbeat was received for 30 seconds in which it was listening, it writes a
 * monitor record to the raw log every 30 seconds. Without records the log time could not advance, and a rebuild must
 * see the silence too. It is inactive until the first heartbeat. Runs in its own thread; thread-safe.
 */
public final class IngestMonitor implements AutoCloseable {

    /** Time without heartbeats before the first record, and between records. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(IngestMonitor.class);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final Supplier<Optional<IngestHeartbeat>> newest;
    private final MonitorRecords notes;
    private final InstantSource clock;
    private final Instant listensSince;
    private final ScheduledExecutorService thread;
    private ScheduledFuture<?> task;
    private Instant noted = Instant.MIN;

    /**
     * Creates a monitor that is not started.
     *
     * @param newest the newest heartbeat
     * @param notes writes the records; closed with this
     * @param clock the wall clock that measures the silence
     */
    public IngestMonitor(Supplier<Optional<IngestHeartbeat>> newest, MonitorRecords notes, InstantSource clock) {
        this.newest = Objects.requireNonNull(newest, "newest");
        this.notes = Objects.requireNonNull(notes, "notes");
        this.clock = clock;
        this.listensSince = clock.instant();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "ingest-monitor");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Starts to look once a second. */
    public void start() {
        task = thread.scheduleWithFixedDelay(this::look, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Time of the last heartbeat if it is too old; independent of how long this has been listening. */
    public Optional<Instant> silentSince() {
        return newest.get().map(IngestHeartbeat::heardAt).filter(lastSeen -> isOver(lastSeen, clock.instant()));
    }

    @Override
    public void close() {
        if (task != null) {
            task.cancel(false);
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(JOIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the monitor of ingest has not ended within {}", JOIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        notes.close();
    }

    /** Writes a record if one is due. */
    void look() {
        Instant now = clock.instant();
        Optional<IngestHeartbeat> newestHeartbeat = newest.get();
        if (newestHeartbeat.isEmpty() || !isDue(newestHeartbeat.get().heardAt(), now)) {
            return;
        }
        noted = now;
        try {
            notes.write(
                    now, Instant.ofEpochMilli(newestHeartbeat.get().heartbeat().timeMillis()));
            LOG.warn("ingest was last seen at {}", newestHeartbeat.get().heardAt());
        } catch (KafkaException e) { // does not stop the deployment: the next look tries again
            LOG.warn("the silence of ingest could not be written to the raw log: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue(Instant lastSeen, Instant now) {
        return isOver(lastSeen, now) && isOver(listensSince, now) && (noted.equals(Instant.MIN) || isOver(noted, now));
    }

    private static boolean isOver(Instant since, Instant now) {
        return !now.isBefore(since.plus(SILENCE));
    }
}
