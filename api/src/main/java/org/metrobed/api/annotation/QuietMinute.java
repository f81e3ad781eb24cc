package org.metrobed.api.annotation;

import org.metrobed.analysis.correction.LogMinute;

/**
 * The minute of log time in which no correction is due. What is listed later is due at a later full minute, and log time
 * reaches that only when the clock does. If log time is not near the clock, as in an old log, no minute is quiet. Not
 * thread-safe.
 */
final class QuietMinute {

    private long minuteMillis = Long.MIN_VALUE;

    /** Nothing is due up to the full minute that {@code as_of} has passed, milliseconds since 1970 UTC. */
    void begin(long fullMinuteMillis) {
        minuteMillis = fullMinuteMillis;
    }

    /** Whether no correction becomes due at a time of the clock, milliseconds since 1970 UTC. */
    boolean contains(long millis) {
        return LogMinute.after(millis) - LogMinute.MILLIS == minuteMillis;
    }
}
