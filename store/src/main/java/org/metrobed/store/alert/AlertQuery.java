package org.metrobed.store.alert;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.TimeOrder;

/**
 * Selects alerts to list by onset. Immutable.
 *
 * @param filter selects the alerts
 * @param fromMicros onset from, inclusive, microseconds since 1970 UTC
 * @param toMicros onset to, exclusive
 * @param order whether the newest or the oldest onset comes first
 * @param limit maximum number of alerts, in [1,{@value Limits#ROWS}]
 * @param after only alerts after this cursor
 * @param asOfMillis only conditions recorded by this log time, milliseconds since 1970 UTC
 * @param handledMillis only actions accepted by this time of the clock, milliseconds since 1970 UTC; empty: all
 */
@RecordBuilder
public record AlertQuery(
        AlertFilter filter,
        long fromMicros,
        long toMicros,
        TimeOrder order,
        int limit,
        Optional<Cursor> after,
        OptionalLong asOfMillis,
        OptionalLong handledMillis)
        implements AlertQueryBuilder.With {

    /** The position of the last alert of a page. Immutable. */
    public record Cursor(long onsetMicros, String alertId) {
        public Cursor {
            Objects.requireNonNull(alertId, "alertId");
        }
    }

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException that names the value out of bounds
     */
    public AlertQuery {
        Objects.requireNonNull(filter, "filter");
        Limits.checkRange(fromMicros, toMicros);
        Objects.requireNonNull(order, "order");
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(asOfMillis, "asOfMillis");
        Objects.requireNonNull(handledMillis, "handledMillis");
    }

    /** The newest {@code limit} open or resolved alerts of all datastreams and times, as of now. */
    public static AlertQuery newest(int limit) {
        return AlertQueryBuilder.builder()
                .filter(AlertFilter.ALERTS)
                .toMicros(Limits.END_MICROS)
                .order(TimeOrder.NEWEST_FIRST)
                .limit(limit)
                .build();
    }

    /** Selects only alerts of these datastreams. */
    public AlertQuery withDatastreams(List<String> only) {
        return withFilter(filter.withDatastreams(only));
    }

    /** Selects only alerts in this state. */
    public AlertQuery withState(Alert.State only) {
        return withFilter(filter.withStates(Set.of(only)));
    }

    /** Selects only alerts with an onset in this range, microseconds since 1970 UTC. */
    public AlertQuery withOnset(long from, long to) {
        return with().fromMicros(from).toMicros(to).build();
    }

    /** Selects the alerts after this cursor. */
    public AlertQuery withAfter(Cursor place) {
        return withAfter(Optional.of(place));
    }

    /** Selects conditions as of this log time; actions are as of now. */
    public AlertQuery withAsOf(long logMillis) {
        return withAsOfMillis(OptionalLong.of(logMillis));
    }

    /** Selects actions as of this time of the clock. */
    public AlertQuery withHandledBy(long clockMillis) {
        return withHandledMillis(OptionalLong.of(clockMillis));
    }
}
