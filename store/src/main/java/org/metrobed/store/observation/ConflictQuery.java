package org.metrobed.store.observation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.Observation;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.TimeOrder;

/**
 * A query for conflicts. Immutable.
 *
 * @param datastreams only of these
 * @param fromMicros phenomenon time from, inclusive, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param asOfMillis only those received up to this log time, milliseconds since 1970 UTC
 * @param order whether the oldest or the newest times come first
 * @param limit maximum number of rows
 * @param after only those after this one
 */
public record ConflictQuery(
        List<String> datastreams,
        long fromMicros,
        long toMicros,
        long asOfMillis,
        TimeOrder order,
        int limit,
        Optional<After> after) {

    public ConflictQuery {
        datastreams = List.copyOf(datastreams);
    }

    /** The place of a conflict in the list: time, datastream, and the raw position of the later value. */
    public record After(long micros, String datastream, RawPosition raw) {

        /** Sorts by time, oldest first. */
        static final Comparator<After> OLDEST_FIRST = Comparator.comparingLong(After::micros)
                .thenComparing(After::datastream)
                .thenComparingInt(after -> after.raw.partition())
                .thenComparingLong(after -> after.raw.offset())
                .thenComparingInt(after -> after.raw.index());

        /** The place of a later value. */
        static After of(Observation row) {
            return new After(row.phenomenonMicros(), row.datastream(), row.raw());
        }
    }
}
