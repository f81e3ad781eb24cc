package org.metrobed.api.health;

import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.api.raw.RawLogReach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far back the raw log reaches. It is asked in the background once a minute, so an answer never waits for Kafka.
 * Thread-safe.
 */
public final class RawLogPart implements Supplier<PartView>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RawLogPart.class);
    private static final long STEP_SECONDS = 60;
    private static final String NAME = "raw";

    private final Supplier<RawLogReach> source;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "raw-log-reach");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile PartView newest = PartView.up(NAME, "not looked at yet", null);

    /** @param source asks Kafka */
    public RawLogPart(Supplier<RawLogReach> source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /** Asks from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // a look reports its own failure
    public void start() {
        thread.scheduleWithFixedDelay(this::look, 0, STEP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public PartView get() {
        return newest;
    }

    /** Asks once. What Kafka does not tell is no fault of the system: the part {@code kafka} tells whether it answers. */
    void look() {
        try {
            newest = PartView.up(NAME, source.get().describe(), null);
        } catch (KafkaException e) { // the failure becomes the answer
            LOG.debug("how far back the raw log reaches is not known", e);
            newest = PartView.up(NAME, "not known how far back the raw log reaches: " + e.getMessage(), null);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
