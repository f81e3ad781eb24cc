package org.metrobed.store.query;

import java.util.Objects;

/**
 * The position of the last row of a page in the order (time, datastream); the next page begins after it. Immutable.
 *
 * @param micros the row's time, microseconds since 1970 UTC
 * @param datastream the row's datastream
 */
public record SeriesCursor(long micros, String datastream) {
    public SeriesCursor {
        Objects.requireNonNull(datastream, "datastream");
    }

    /** Whether a row comes after this one in a list. */
    public boolean isBefore(long otherMicros, String otherDatastream, TimeOrder order) {
        int compared = Long.compare(otherMicros, micros);
        int sign = compared == 0 ? otherDatastream.compareTo(datastream) : compared;
        return order == TimeOrder.OLDEST_FIRST ? sign > 0 : sign < 0;
    }
}
