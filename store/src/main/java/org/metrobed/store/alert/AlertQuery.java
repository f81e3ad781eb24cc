package org.metrobed.store.alert;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.store.query.Limits;

/**
 * Which alerts to list, newest onset first. Immutable.
 *
 * @param datastreams empty: all
 * @param state only alerts in this state
 * @param fromMicros onset from, inclusive, microseconds since 1970 UTC
 * @param toMicros onset to, exclusive
 * @param limit most alerts, in [1,{@value Limits#ROWS}]
 * @param after only alerts behind this place
 * @param asOfMillis only events recorded by this log time, milliseconds since 1970 UTC
 */
public record AlertQuery(
        List<String> datastreams,
        Optional<Alert.State> state,
        long fromMicros,
        long toMicros,
        int limit,
        Optional<Cursor> after,
        OptionalLong asOfMillis) {

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
        datastreams = Limits.checkDatastreams(datastreams);
        Objects.requireNonNull(state, "state");
        Limits.checkRange(fromMicros, toMicros);
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(asOfMillis, "asOfMillis");
    }

    /** The newest {@code limit} alerts of all datastreams and times, as of now. */
    public static AlertQuery newest(int limit) {
        return new AlertQuery(
                List.of(), Optional.empty(), 0, Limits.END_MICROS, limit, Optional.empty(), OptionalLong.empty());
    }

    /** Only of these datastreams. */
    public AlertQuery withDatastreams(List<String> only) {
        return new AlertQuery(only, state, fromMicros, toMicros, limit, after, asOfMillis);
    }

    /** Only in this state. */
    public AlertQuery withState(Alert.State only) {
        return new AlertQuery(datastreams, Optional.of(only), fromMicros, toMicros, limit, after, asOfMillis);
    }

    /** Only with an onset in this range, microseconds since 1970 UTC. */
    public AlertQuery withOnset(long from, long to) {
        return new AlertQuery(datastreams, state, from, to, limit, after, asOfMillis);
    }

    /** The alerts behind this place. */
    public AlertQuery withAfter(Cursor place) {
        return new AlertQuery(datastreams, state, fromMicros, toMicros, limit, Optional.of(place), asOfMillis);
    }

    /** As it was at this log time. */
    public AlertQuery withAsOf(long logMillis) {
        return new AlertQuery(datastreams, state, fromMicros, toMicros, limit, after, OptionalLong.of(logMillis));
    }
}
