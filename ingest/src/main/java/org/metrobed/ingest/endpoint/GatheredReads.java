package org.metrobed.ingest.endpoint;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.SelectStrategy;
import io.netty.channel.SelectStrategyFactory;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes an event loop rest for {@value #REST_MILLIS} ms after each round, so that the next round takes the messages of this
 * time together. A message after a quiet time is taken at once, because the rest comes after the work; a message or an
 * acknowledgement that comes during the rest waits for its end. For the thread of one loop.
 */
final class GatheredReads implements SelectStrategy {

    /** Makes one for each loop. */
    static final SelectStrategyFactory FACTORY =
            () -> new GatheredReads(DefaultSelectStrategyFactory.INSTANCE.newSelectStrategy(), LockSupport::parkNanos);

    private static final long REST_MILLIS = 10;

    private final SelectStrategy usual;
    private final Rest rest;

    GatheredReads(SelectStrategy usual, Rest rest) {
        this.usual = usual;
        this.rest = rest;
    }

    @Override
    public int calculateStrategy(IntSupplier ready, boolean hasTasks) throws Exception {
        if (!hasTasks) {
            rest.nanos(TimeUnit.MILLISECONDS.toNanos(REST_MILLIS));
        }
        return usual.calculateStrategy(ready, hasTasks);
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Rest {
        void nanos(long nanos);
    }
}
