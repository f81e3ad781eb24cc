package org.metrobed.api.health;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.config.work.RepeatedWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part that is asked in the background once a minute, so that an answer never waits for it. Thread-safe. */
public final class AskedPart implements Supplier<PartView>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AskedPart.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final RepeatedWork work;
    private volatile PartView newest;

    /**
     * Creates a part that is not asked yet.
     *
     * @param name of the part
     * @param look asks it; it tells a failure as a part too
     */
    public AskedPart(String name, Supplier<PartView> look) {
        Objects.requireNonNull(look, "look");
        this.newest = PartView.up(name, "not looked at yet", null);
        this.work = new RepeatedWork(
                "look-at-" + name,
                PAUSE,
                () -> newest = look.get(),
                failure -> LOG.warn("the part {} cannot be looked at", name, failure));
    }

    /** Asks from now on. */
    public void start() {
        work.start();
    }

    @Override
    public PartView get() {
        return newest;
    }

    @Override
    public void close() {
        work.close();
    }
}
