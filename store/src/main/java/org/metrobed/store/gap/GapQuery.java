package org.metrobed.store.gap;

import java.util.List;
import java.util.Set;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.query.Limits;

/**
 * Selects gaps of a datastream. Immutable.
 *
 * @param names the name of the datastream and its former ones
 * @param fromMicros phenomenon time from, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param afterReading whether a usable reading is known at {@code fromMicros}: the end of a gap that was listed before
 * @param longerThanMicros only gaps longer than this, microseconds
 * @param usable readings with these flags end a gap; at least one
 * @param asOfMillis only readings received by this log time, milliseconds since 1970 UTC
 * @param limit maximum number of gaps, in [1,{@value Limits#ROWS}]
 */
public record GapQuery(
        List<String> names,
        long fromMicros,
        long toMicros,
        boolean afterReading,
        long longerThanMicros,
        Set<QualityFlag> usable,
        long asOfMillis,
        int limit) {

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException that names the value out of bounds
     */
    public GapQuery {
        names = List.copyOf(names);
        fromMicros = Limits.clampMicros(fromMicros);
        toMicros = Limits.clampMicros(toMicros);
        Limits.checkRange(fromMicros, toMicros);
        usable = Set.copyOf(usable);
        Limits.checkRows(limit);
        if (usable.isEmpty() || longerThanMicros < 0) {
            throw new IllegalArgumentException("a gap needs a flag that ends it, and a length of at least 0");
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("gaps are those of a datastream");
        }
    }

    /** A query of a datastream with one name. */
    public GapQuery(
            String name,
            long fromMicros,
            long toMicros,
            boolean afterReading,
            long longerThanMicros,
            Set<QualityFlag> usable,
            long asOfMillis,
            int limit) {
        this(List.of(name), fromMicros, toMicros, afterReading, longerThanMicros, usable, asOfMillis, limit);
    }
}
