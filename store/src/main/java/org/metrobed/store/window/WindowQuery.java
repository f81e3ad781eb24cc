package org.metrobed.store.window;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/**
 * Selects stored windows. Immutable.
 *
 * @param datastreams the datastreams
 * @param sizeMillis length of the windows, milliseconds
 * @param fromMicros start from, inclusive, microseconds since 1970 UTC
 * @param toMicros start to, exclusive
 * @param asOfMillis only revisions recorded by this log time, milliseconds since 1970 UTC
 * @param detail which details are read
 */
@RecordBuilder
public record WindowQuery(
        List<String> datastreams,
        long sizeMillis,
        long fromMicros,
        long toMicros,
        OptionalLong asOfMillis,
        WindowDetail detail)
        implements WindowQueryBuilder.With {

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException that names the value out of bounds
     */
    public WindowQuery {
        datastreams = Limits.checkDatastreams(datastreams);
        Limits.checkRange(fromMicros, toMicros);
        Objects.requireNonNull(asOfMillis, "asOfMillis");
        Objects.requireNonNull(detail, "detail");
    }

    /** All of these windows, as of now. */
    public static WindowQuery of(List<String> datastreams, long sizeMillis, long fromMicros, long toMicros) {
        return new WindowQuery(datastreams, sizeMillis, fromMicros, toMicros, OptionalLong.empty(), WindowDetail.ALL);
    }

    /** Selects windows as of this log time. */
    public WindowQuery withAsOf(long logMillis) {
        return withAsOfMillis(OptionalLong.of(logMillis));
    }

    /** Windows of another size in another range. */
    public WindowQuery withRange(long otherSizeMillis, long otherFromMicros, long otherToMicros) {
        return with().sizeMillis(otherSizeMillis)
                .fromMicros(otherFromMicros)
                .toMicros(otherToMicros)
                .build();
    }

    /** Adds the conditions of stored rows of alias {@code w}. */
    void addRange(Query sql) {
        sql.add("and w.size_ms = ?", sizeMillis)
                .add("and w.window_start >= " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("and w.window_start < " + Query.micros(), Limits.clampMicros(toMicros));
        addAsOf(sql, "w");
    }

    /** Adds the condition that rows of an alias were recorded by the log time. */
    void addAsOf(Query sql, String alias) {
        sql.addIf(asOfMillis.isPresent(), "and " + alias + ".recorded_time <= " + Query.millis(), asOfMillis.orElse(0));
    }
}
