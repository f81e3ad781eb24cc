package org.metrobed.store.correction;

import java.util.Objects;

/**
 * Corrections of a range of a datastream's time may have to be computed again from a log time on. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param fromMicros start of the range, microseconds since 1970 UTC; the range lies within one day (UTC)
 * @param toMicros its end, exclusive
 * @param dueMillis the full minute of log time from which rows may follow, milliseconds since 1970 UTC
 */
record Due(String datastream, long fromMicros, long toMicros, long dueMillis) {
    Due {
        Objects.requireNonNull(datastream, "datastream");
    }
}
