package org.metrobed.api.profile;

import java.util.List;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;

/**
 * Which readings a profile summarises. Immutable.
 *
 * @param good those of flag 1
 * @param suspect those of flag 3
 */
record ProfileReadings(boolean good, boolean suspect) {

    /** Of flag numbers, 1 and 3; good ones where none is named. */
    static ProfileReadings of(List<String> numbers) {
        return new ProfileReadings(numbers.isEmpty() || numbers.contains("1"), numbers.contains("3"));
    }

    /** The readings of a window. */
    Summary of(WindowRevision window) {
        if (good && suspect) {
            return window.good().merge(window.suspect());
        }
        return good ? window.good() : window.suspect();
    }
}
