package org.metrobed.lab.faults;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Looks when the readings of a load have come into the database. One thread. */
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

    /** Remembers how far the gateways are: what they have published so far must come into the database. */
    void mark() {
        markedRounds = publisher.rounds();
    }

    /**
     * Waits until everything is published and in the database, or too long.
     *
     * @param sinceNanos from when recovery counts, by {@link System#nanoTime}
     * @param limitSeconds from the last acknowledgement on
     * @param progress hears of acknowledged messages
     * @throws java.util.concurrent.CompletionException when gateways gave up
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

    /** From the end of the fault until all that was marked was in the database; NaN: never. */
    double recoverySeconds() {
        return recoverySeconds;
    }

    /** From the last acknowledgement until everything was in the database; NaN: never. */
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
