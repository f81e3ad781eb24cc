package org.metrobed.stream.support;

import org.apache.flink.streaming.api.TimerService;

/**
 * The one event-time timer of a key. It is at or before the key's next deadline; if it fires early, it is set again. So
 * a deadline that moves with every element costs no timer. Static functions only.
 */
public final class KeyTimer {

    /** No timer, no deadline. */
    public static final long NONE = 0;

    /** State of a silent key is forgotten after this time, milliseconds: 30 days. */
    public static final long FORGET_MILLIS = 30L * 24 * 3_600_000;

    private KeyTimer() {}

    /**
     * Makes sure that a timer is at or before a deadline.
     *
     * @param timerMillis when the key's timer fires now, {@link #NONE} if there is none or it has just fired
     * @param dueMillis the next deadline, milliseconds since 1970 UTC, {@link #NONE} if there is none
     * @return when the key's timer fires from now on, to be kept in its state
     */
    public static long keep(TimerService timers, long timerMillis, long dueMillis) {
        if (dueMillis == NONE || (timerMillis != NONE && timerMillis <= dueMillis)) {
            return timerMillis;
        }
        if (timerMillis != NONE) {
            timers.deleteEventTimeTimer(timerMillis);
        }
        timers.registerEventTimeTimer(dueMillis);
        return dueMillis;
    }

    /** Whether timers fire only because a bounded run has ended, which is not silence. */
    public static boolean isEndOfRun(TimerService timers) {
        return timers.currentWatermark() == Long.MAX_VALUE;
    }
}
