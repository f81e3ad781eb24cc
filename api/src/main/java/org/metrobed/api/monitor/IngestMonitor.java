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
 * Listens to the heartbeats of ingest. While none has come for 30 seconds, of which it listened all, it notes so in the raw
 * log every 30 seconds: what nobody sends cannot move the log's clock, and a rebuild must see the silence too. It is quiet
 * where nothing was ever heard. Runs in a thread of its own; thread-safe.
 */
public final class IngestMonitor implements AutoCloseable {

    /** How long no heartbeat may come, and how far apart the notes are. */
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
     * A watch that is not started.
     *
     * @param newest the newest heartbeat
     * @param notes takes what is noted; closed by this
     * @param clock the wall clock that silence is measured with
     */
    public IngestMonitor(Supplier<Optional<IngestHeartbeat>> newest, MonitorRecords notes, InstantSource clock) {
        this.newest = Objects.requireNonNull(newest, "newest");
        this.notes = Objects.requireNonNull(notes, "notes");
        this.clock = clock;
        this.listensSince = clock.instant();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "ingest-watch");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Looks once a second from now on. */
    public void start() {
        task = thread.scheduleWithFixedDelay(this::look, STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Since when no heartbeat has come, when that is too long; measured without regard to how long this listens. */
    public Optional<Instant> silentSince() {
        return newest.get().map(IngestHeartbeat::heardAt).filter(heard -> isOver(heard, clock.instant()));
    }

    @Override
    public void close() {
        if (task != null) {
            task.cancel(false);
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(JOIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the watch of ingest has not ended within {}", JOIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        notes.close();
    }

    /** Notes the silence when it is due. */
    void look() {
        Instant now = clock.instant();
        Optional<IngestHeartbeat> beat = newest.get();
        if (beat.isEmpty() || !isDue(beat.get().heardAt(), now)) {
            return;
        }
        noted = now;
        try {
            notes.write(now, Instant.ofEpochMilli(beat.get().heartbeat().timeMillis()));
            LOG.warn("ingest was last heard at {}", beat.get().heardAt());
        } catch (KafkaException e) { // ends no deployment: the next look tries again
            LOG.warn("the silence of ingest could not be noted: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue(Instant heard, Instant now) {
        return isOver(heard, now) && isOver(listensSince, now) && (noted.equals(Instant.MIN) || isOver(noted, now));
    }

    private static boolean isOver(Instant since, Instant now) {
        return !now.isBefore(since.plus(SILENCE));
    }
}
