package org.metrobed.analysis.anomaly;

import java.util.Objects;

/**
 * A step of an episode. Immutable.
 *
 * @param kind what happens to it
 * @param cause what made it begin; the same at its end
 * @param onset when its first sign was seen; the same in all steps
 * @param at when it was known to begin, or to be over
 * @param peak the highest level so far, in [0, 1]; 1 for a sign that needs no second one
 */
public record EpisodeChange(Kind kind, Cause cause, Moment onset, Moment at, double peak) {

    /** What happens. */
    public enum Kind {
        /** A first sign, which needs another. */
        PENDING,
        /** It begins, with the onset of the pending one where there was one. */
        OPENED,
        /** It is over. */
        CLOSED,
        /** No other sign followed the first. */
        WITHDRAWN
    }

    public EpisodeChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(onset, "onset");
        Objects.requireNonNull(at, "at");
    }

    /** When it happened, microseconds since 1970 UTC: of arrivals by their clock, of values by the time that they state. */
    public long atMicros() {
        return cause.isOfArrival() ? at.receivedMicros() : at.timeMicros();
    }
}
