package org.metrobed.store.observation;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.SeriesCursor;
import org.metrobed.store.query.TimeOrder;

/**
 * Selects observations. Immutable.
 *
 * @param datastreams at least one
 * @param fromMicros phenomenon time from, inclusive, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param flags only these flags; empty: all
 * @param order whether the oldest or the newest rows come first
 * @param limit maximum number of rows, in [1,{@value Limits#ROWS}]
 * @param after only rows after this cursor
 * @param asOfMillis only observations received by this log time, milliseconds since 1970 UTC
 * @param changedAfterMillis only observations whose newest revision was received after this log time, milliseconds since 1970 UTC
 */
@RecordBuilder
public record ObservationQuery(
        List<String> datastreams,
        long fromMicros,
        long toMicros,
        Set<QualityFlag> flags,
        TimeOrder order,
        int limit,
        Optional<SeriesCursor> after,
        OptionalLong asOfMillis,
        OptionalLong changedAfterMillis)
        implements ObservationQueryBuilder.With {

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException that names the value out of bounds
     */
    public ObservationQuery {
        datastreams = Limits.checkDatastreams(datastreams);
        Limits.checkRange(fromMicros, toMicros);
        flags = Set.copyOf(flags);
        Objects.requireNonNull(order, "order");
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(asOfMillis, "asOfMillis");
        Objects.requireNonNull(changedAfterMillis, "changedAfterMillis");
    }

    /** All flags, the first {@code limit} rows, the oldest first, as of now. */
    public static ObservationQuery of(List<String> datastreams, long fromMicros, long toMicros, int limit) {
        return new ObservationQuery(
                datastreams,
                fromMicros,
                toMicros,
                Set.of(),
                TimeOrder.OLDEST_FIRST,
                limit,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Selects the rows after this cursor. */
    public ObservationQuery withAfter(SeriesCursor place) {
        return withAfter(Optional.of(place));
    }

    /** Selects observations as of this log time. */
    public ObservationQuery withAsOf(long logMillis) {
        return withAsOfMillis(OptionalLong.of(logMillis));
    }
}
