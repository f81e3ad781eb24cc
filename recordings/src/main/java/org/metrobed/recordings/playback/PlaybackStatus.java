package org.metrobed.recordings.playback;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a playback is. Immutable.
 *
 * @param state what it does
 * @param position received time of the newest message that was played; null before the first
 * @param end received time at which it ends or begins again
 * @param speed seconds of the recording in one second; infinite for as fast as possible
 * @param messages messages that were played so far
 * @param loops runs that are complete
 */
public record PlaybackStatus(State state, Instant position, Instant end, double speed, long messages, long loops) {

    /** What a playback does. */
    public enum State {
        PLAYING,
        PAUSED,
        ENDED
    }

    /** The time until the end of this run at this speed; zero if it is not known. */
    public Duration left() {
        if (position == null || Double.isInfinite(speed) || position.isAfter(end)) {
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) (Duration.between(position, end).toMillis() / speed));
    }
}
