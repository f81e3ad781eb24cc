package org.metrobed.api.window;

import java.util.Objects;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.store.window.MergedWindow;

/**
 * A window of one datastream. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param startMicros start, microseconds since 1970 UTC
 * @param endMicros end, exclusive
 * @param window what is stored; null if nothing is, while a value holds
 * @param course what its readings come to in the order of time; null if their order has no meaning
 */
record WindowPart(String datastream, long startMicros, long endMicros, MergedWindow window, WholeCourse course) {

    WindowPart {
        Objects.requireNonNull(datastream, "datastream");
    }

    /** A stored window. */
    static WindowPart of(MergedWindow merged, WholeCourse course) {
        return new WindowPart(
                merged.window().datastream(),
                merged.window().startMicros(),
                merged.window().endMicros(),
                merged,
                course);
    }
}
