package org.metrobed.analysis.window;

import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowLevel;

/**
 * Decides which windows are stored and which are composed of observations when they are read. A window of at most two
 * intervals of its datastream is fine: it has about as many readings as it has rows, so it is composed, if the first
 * reading on time after its end closes it. Static functions only.
 */
public final class FineWindows {

    /** Marks of readings that are in no window at its close. */
    public static final long NOT_ON_TIME = TestBits.LATE | TestBits.DUPLICATE | TestBits.BEYOND_RETENTION;

    private static final long INTERVALS = 2;

    private FineWindows() {}

    /**
     * Whether windows of this length are composed of readings with these settings. With a maximum out-of-orderness, or
     * with peers, the time at which a window closes does not follow from the observations alone: such windows are stored.
     */
    public static boolean areComposed(DatastreamSettings settings, WindowLevel level) {
        return level.millis() <= INTERVALS * settings.intervalMillis()
                && settings.maxOutOfOrdernessMillis() == 0
                && settings.peers().isNone();
    }

    /** Whether the stream took this revision of a reading in the order of time. */
    static boolean isOnTime(Observation reading) {
        return !reading.cause().isComputed() && !TestBits.has(reading.tests(), NOT_ON_TIME);
    }
}
