package org.metrobed.stream.windows;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.core.window.WindowAccumulator;

/** The open windows of one datastream and the late additions that wait to become revisions. Mutable, one thread. */
public final class WindowState {

    /** Windows that end at or before this have closed; microseconds. */
    long closedMicros = Long.MIN_VALUE;
    /** By start; usually one. */
    NavigableMap<Long, WindowAccumulator> open = new TreeMap<>();
    /** Late additions to closed windows, by start. */
    NavigableMap<Long, WindowAccumulator> late = new TreeMap<>();
    /** Log time at which the late additions become revisions, 0 when there are none. */
    long flushMillis;
    /** Expected readings a window, as last known. */
    int expected = 1;
}
