package org.metrobed.api.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many answers of a kind are made at once, because each needs much memory or computing. Thread-safe. */
public final class AnswerPermits {

    private final String kind;
    private final int most;
    private final Duration patience;
    private final Semaphore permits;

    /**
     * Permits for one kind of answers.
     *
     * @param kind the answers, in the plural, for the problem
     * @param most how many are made at once
     * @param patience how long a request waits for its turn
     */
    public AnswerPermits(String kind, int most, Duration patience) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.most = most;
        this.patience = Objects.requireNonNull(patience, "patience");
        this.permits = new Semaphore(most, true);
    }

    /**
     * Waits for the turn of an answer; {@link #release} ends it.
     *
     * @throws ProblemException 503 if its turn does not come in time
     */
    public void acquire() {
        boolean mine = false;
        try {
            mine = permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw new ProblemException(Problem.unavailable(
                    "The server makes " + most + " " + kind + " at once and is at it; try again in some seconds."));
        }
    }

    /** Ends the turn of an answer, once for each {@link #acquire}. */
    public void release() {
        permits.release();
    }
}
