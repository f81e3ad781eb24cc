package org.metrobed.store.observation;

import java.util.List;
import java.util.Optional;
import org.metrobed.model.RawPosition;

/**
 * A query for conflicts. Immutable.
 *
 * @param datastreams only of these
 * @param fromMicros phenomenon time from, inclusive, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param asOfMillis only those received up to this log time, milliseconds since 1970 UTC
 * @param limit maximum number of rows
 * @param after only those after this one
 */
public record ConflictQuery(
        List<String> datastreams, long fromMicros, long toMicros, long asOfMillis, int limit, Optional<After> after) {

    public ConflictQuery {
        datastreams = List.copyOf(datastreams);
    }

    /** The place of a conflict in the list: time, datastream, and the raw position of the later value. */
    public record After(long micros, String datastream, RawPosition raw) {}
}
