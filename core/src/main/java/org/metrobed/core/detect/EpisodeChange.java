package org.metrobed.core.detect;

import java.util.Objects;

/**
 * An episode begins or ends. Immutable. Times are microseconds since 1970 UTC, by the clock that the episode is told.
 *
 * @param opened whether it begins
 * @param cause what made it begin; the same at its end
 * @param onsetMicros when its first sign was seen
 * @param atMicros when it was known to begin, or to be over
 * @param peak the highest level so far, in [0, 1]; 1 for a sign that needs no second one
 */
public record EpisodeChange(boolean opened, Cause cause, long onsetMicros, long atMicros, double peak) {
    public EpisodeChange {
        Objects.requireNonNull(cause, "cause");
    }
}
