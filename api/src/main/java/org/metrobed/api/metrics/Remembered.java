package org.metrobed.api.metrics;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A number that is expensive to read, cached for 15 seconds; a failure is cached too. Thread-safe. */
final class Remembered<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);
    private static final Duration FRESH = Duration.ofSeconds(15);

    /** Reads the number. */
    @FunctionalInterface
    interface Source<T> {
        T read() throws SQLException;
    }

    /** Fails if nothing can be read. */
    @FunctionalInterface
    interface Check {
        void run() throws SQLException;
    }

    private final Check check;
    private final Source<T> source;
    private final InstantSource clock;
    private Optional<T> value = Optional.empty();
    private Instant readAt = Instant.MIN;

    /** @param check runs before each reading; if it fails, nothing is read */
    Remembered(Check check, Source<T> source, InstantSource clock) {
        this.check = check;
        this.source = source;
        this.clock = clock;
    }

    /** The value; empty while it cannot be read. */
    synchronized Optional<T> find() {
        Instant now = clock.instant();
        if (readAt.equals(Instant.MIN) || !now.isBefore(readAt.plus(FRESH))) {
            value = read();
            readAt = now;
        }
        return value;
    }

    private Optional<T> read() {
        try {
            check.run();
            return Optional.of(source.read());
        } catch (SQLException | KafkaException e) { // metrics without this value are still useful
            LOG.debug("a metric cannot be computed", e);
            return Optional.empty();
        }
    }
}
