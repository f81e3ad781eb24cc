package org.metrobed.stream.window;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.model.window.WindowLevel;

/**
 * The expected times between the readings of a datastream: the newest one, and the former ones if the catalog has changed it. An
 * interval holds until the phenomenon time of the first reading that has another one. Mutable, one thread.
 */
final class Intervals {

    /** Changes that are remembered: more than fit into the windows that are open or can get late readings. */
    private static final int MOST = 8;

    /** More than the error of the quotient, milliseconds. */
    private static final double ROUNDING = 1e-6;

    private static final NavigableMap<Long, Long> NONE = Collections.emptyNavigableMap();

    /** Milliseconds. */
    private long newest = WindowLevel.MINUTE.millis();

    /** Former intervals, milliseconds, by the time at which they end, microseconds. */
    private NavigableMap<Long, Long> former = NONE;

    /** The newest interval, milliseconds. */
    long newestMillis() {
        return newest;
    }

    /** The former intervals, milliseconds, by the time at which they end, microseconds. */
    NavigableMap<Long, Long> former() {
        return Collections.unmodifiableNavigableMap(former);
    }

    /** Sets the interval of all time. */
    void begin(long millis) {
        newest = millis;
        former = NONE;
    }

    /** Uses another interval from a phenomenon time on, microseconds. */
    void change(long fromMicros, long millis) {
        if (millis == newest) {
            return;
        }
        if (former.isEmpty()) {
            former = new TreeMap<>();
        }
        former.putIfAbsent(fromMicros, newest);
        newest = millis;
        if (former.size() > MOST) {
            former.pollFirstEntry();
        }
    }

    /**
     * The interval of a window, milliseconds: so long that the window has as many intervals as its parts with one interval each have
     * together.
     */
    long of(long startMicros, WindowLevel size) {
        if (former.isEmpty() || former.lastKey() <= startMicros) {
            return newest;
        }
        long endMicros = startMicros + size.micros();
        double readings = 0;
        long at = startMicros;
        for (var change : former.tailMap(startMicros, false).entrySet()) {
            long until = Math.min(change.getKey(), endMicros);
            readings += (until - at) / (change.getValue() * 1_000.0);
            at = until;
        }
        readings += (endMicros - at) / (newest * 1_000.0);
        // rounded down, so that no expected reading is lost
        return Math.max(1, (long) (size.millis() / readings + ROUNDING));
    }
}
