package org.metrobed.store.alert;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.metrobed.store.query.Limits;

/**
 * Which alerts to list, newest onset first. Immutable.
 *
 * @param filter which are meant
 * @param fromMicros onset from, inclusive, microseconds since 1970 UTC
 * @param toMicros onset to, exclusive
 * @param limit most alerts, in [1,{@value Limits#ROWS}]
 * @param after only alerts behind this place
 * @param asOfMillis only conditions recorded by this log time, milliseconds since 1970 UTC
 * @param handledMillis only what people did by this time of the clock, milliseconds since 1970 UTC; empty: all
 */
public record AlertQuery(
        AlertFilter filter,
        long fromMicros,
        long toMicros,
        int limit,
        Optional<Cursor> after,
        OptionalLong asOfMillis,
        OptionalLong handledMillis) {

    /** The place of the last alert of a page. Immutable. */
    public record Cursor(long onsetMicros, String alertId) {
        public Cursor {
            Objects.requireNonNull(alertId, "alertId");
        }
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException that names what is out of bounds
     */
    public AlertQuery {
        Objects.requireNonNull(filter, "filter");
        Limits.checkRange(fromMicros, toMicros);
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(asOfMillis, "asOfMillis");
        Objects.requireNonNull(handledMillis, "handledMillis");
    }

    /** The newest {@code limit} alerts of all datastreams and times, as of now; those that are open or resolved. */
    public static AlertQuery newest(int limit) {
        return new AlertQuery(
                AlertFilter.ALERTS,
                0,
                Limits.END_MICROS,
                limit,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Only these. */
    public AlertQuery withFilter(AlertFilter only) {
        return new AlertQuery(only, fromMicros, toMicros, limit, after, asOfMillis, handledMillis);
    }

    /** Only of these datastreams. */
    public AlertQuery withDatastreams(List<String> only) {
        return withFilter(filter.withDatastreams(only));
    }

    /** Only in this state. */
    public AlertQuery withState(Alert.State only) {
        return withFilter(filter.withStates(Set.of(only)));
    }

    /** Only with an onset in this range, microseconds since 1970 UTC. */
    public AlertQuery withOnset(long from, long to) {
        return new AlertQuery(filter, from, to, limit, after, asOfMillis, handledMillis);
    }

    /** The alerts behind this place. */
    public AlertQuery withAfter(Cursor place) {
        return new AlertQuery(filter, fromMicros, toMicros, limit, Optional.of(place), asOfMillis, handledMillis);
    }

    /** With conditions as they were at this log time; what people did is all that they have done by now. */
    public AlertQuery withAsOf(long logMillis) {
        return new AlertQuery(filter, fromMicros, toMicros, limit, after, OptionalLong.of(logMillis), handledMillis);
    }

    /** With what people had done by this time of the clock. */
    public AlertQuery withHandledBy(long clockMillis) {
        return new AlertQuery(filter, fromMicros, toMicros, limit, after, asOfMillis, OptionalLong.of(clockMillis));
    }
}
