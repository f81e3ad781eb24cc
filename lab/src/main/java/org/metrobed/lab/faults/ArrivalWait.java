package org.metrobed.lab.faults;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Waits until the readings of a load are in the database. One thread. */
final class ArrivalWait {

    private static final long PAUSE_NANOS = 250_000_000;

    private final Feed feed;
    private final SteadyPublisher publisher;
    private final StoredRows rows;
    private int markedRounds;
    private double recoverySeconds = Double.NaN;
    private double restSeconds = Double.NaN;

    ArrivalWait(Feed feed, SteadyPublisher publisher, StoredRows rows) {
        this.feed = feed;
        this.publisher = publisher;
        this.rows = rows;
    }

    /** Marks the number of published readings; all of them must reach the database. */
    void mark() {
        markedRounds = publisher.rounds();
    }

    /**
     * Waits until everything is published and in the database, or until the limit.
     *
     * @param sinceNanos the start of the recovery time, from {@link System#nanoTime}
     * @param limitSeconds the limit in seconds after the last acknowledgement
     * @param progress receives the number of acknowledged messages
     * @throws java.util.concurrent.CompletionException when gateways stopped their attempts
     */
    void follow(long sinceNanos, long limitSeconds, LongConsumer progress) {
        while (!publisher.done().isDone()) {
            lookForMark(sinceNanos);
            progress.accept(publisher.acknowledged());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        publisher.done().join();
        long published = System.nanoTime();
        while (Double.isNaN(restSeconds) && seconds(published) < limitSeconds) {
            lookForMark(sinceNanos);
            if (rows.reached(feed, feed.rounds() - 1)) {
                restSeconds = seconds(published);
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        progress.accept(publisher.acknowledged());
        lookForMark(sinceNanos);
    }

    /** Seconds from the end of the fault until all marked readings were in the database; NaN: never. */
    double recoverySeconds() {
        return recoverySeconds;
    }

    /** Seconds from the last acknowledgement until everything was in the database; NaN: never. */
    double restSeconds() {
        return restSeconds;
    }

    private void lookForMark(long sinceNanos) {
        if (Double.isNaN(recoverySeconds) && (markedRounds == 0 || rows.reached(feed, markedRounds - 1))) {
            recoverySeconds = seconds(sinceNanos);
        }
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
