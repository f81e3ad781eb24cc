package org.metrobed.store.window;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.SeriesCursor;

/**
 * Which windows to list. Immutable.
 *
 * @param datastreams at least one
 * @param sizeMillis length of the windows, milliseconds
 * @param fromMicros start from, inclusive, microseconds since 1970 UTC
 * @param toMicros start to, exclusive
 * @param limit most windows, in [1,{@value Limits#ROWS}]
 * @param after only windows behind this place
 * @param asOfMillis only revisions recorded by this log time, milliseconds since 1970 UTC
 */
public record WindowQuery(
        List<String> datastreams,
        long sizeMillis,
        long fromMicros,
        long toMicros,
        int limit,
        Optional<SeriesCursor> after,
        OptionalLong asOfMillis) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException that names what is out of bounds
     */
    public WindowQuery {
        datastreams = Limits.checkDatastreams(datastreams);
        Limits.checkRange(fromMicros, toMicros);
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(asOfMillis, "asOfMillis");
    }

    /** The first {@code limit} windows, as of now. */
    public static WindowQuery of(List<String> datastreams, long sizeMillis, long fromMicros, long toMicros, int limit) {
        return new WindowQuery(
                datastreams, sizeMillis, fromMicros, toMicros, limit, Optional.empty(), OptionalLong.empty());
    }

    /** The windows behind this place. */
    public WindowQuery withAfter(SeriesCursor place) {
        return new WindowQuery(datastreams, sizeMillis, fromMicros, toMicros, limit, Optional.of(place), asOfMillis);
    }

    /** As it was at this log time. */
    public WindowQuery withAsOf(long logMillis) {
        return new WindowQuery(datastreams, sizeMillis, fromMicros, toMicros, limit, after, OptionalLong.of(logMillis));
    }
}
