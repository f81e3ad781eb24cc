package org.metrobed.analysis.anomaly;

import java.util.Objects;

/**
 * A step of an episode. Immutable.
 *
 * @param kind the kind of step
 * @param cause the cause at its beginning or return; the same at its end
 * @param onset when its first evidence was seen; the same in all steps
 * @param at when its beginning or its end became known
 * @param peak the highest level so far, in [0, 1]; 1 for evidence that needs no confirmation
 */
public record EpisodeChange(Kind kind, Cause cause, Moment onset, Moment at, double peak) {

    /** The kind of a step. */
    public enum Kind {
        /** First evidence was seen, which needs confirmation. */
        PENDING,
        /** The episode begins. Its onset is that of the pending episode, if there was one. */
        OPENED,
        /** The condition is over. It may return. */
        CLOSED,
        /** The condition is there again; the same episode as before. */
        RETURNED,
        /** No further evidence followed the first. */
        WITHDRAWN
    }

    public EpisodeChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(onset, "onset");
        Objects.requireNonNull(at, "at");
    }

    /**
     * When it happened, microseconds since 1970 UTC: received time if it is about arrival, phenomenon time if it is
     * about values.
     */
    public long atMicros() {
        return cause.isOfArrival() ? at.receivedMicros() : at.timeMicros();
    }
}
