package org.metrobed.model.window;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The window lengths that are computed and stored, in UTC. Each is a multiple of the one before: its windows are
 * composed of the windows of that length. Immutable.
 */
public enum WindowLevel {
    /** Computed from observations. */
    MINUTE(60_000),
    /** Fifteen minutes. */
    QUARTER_HOUR(900_000),
    /** Sixty minutes. */
    HOUR(3_600_000),
    /** From midnight to midnight, UTC. */
    DAY(86_400_000);

    private static final List<WindowLevel> COARSER = List.of(QUARTER_HOUR, HOUR, DAY);

    private final long millis;

    WindowLevel(long millis) {
        this.millis = millis;
    }

    /** The levels that are composed of shorter ones, the shortest first. */
    public static List<WindowLevel> listCoarser() {
        return COARSER;
    }

    /** All levels, the longest first. */
    public static List<WindowLevel> longestFirst() {
        return Arrays.stream(values()).sorted(Comparator.reverseOrder()).toList();
    }

    /** The shorter levels, the longest first. */
    public List<WindowLevel> finer() {
        return longestFirst().stream().filter(level -> level.millis < millis).toList();
    }

    /** Length, milliseconds. */
    public long millis() {
        return millis;
    }

    /** Length, microseconds. */
    public long micros() {
        return millis * 1_000;
    }

    /** Start of the window that contains a time, microseconds since 1970 UTC. */
    public long startMicros(long micros) {
        return Math.floorDiv(micros, micros()) * micros();
    }

    /** End, exclusive, of the window that contains a time, microseconds since 1970 UTC. */
    public long endMicros(long micros) {
        return startMicros(micros) + micros();
    }
}
