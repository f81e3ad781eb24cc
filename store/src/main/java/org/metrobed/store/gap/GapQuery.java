package org.metrobed.store.gap;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.query.Limits;

/**
 * Selects gaps of a datastream. Immutable.
 *
 * @param names the name of the datastream and its former ones
 * @param fromMicros phenomenon time from, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param afterReading whether a usable reading is known at {@code fromMicros}: the end of a gap that was listed before
 * @param longerThan only gaps longer than this, microseconds, by the first version of the catalog for which it is true; the
 *     first one is true of earlier versions too
 * @param usable readings with these flags end a gap; at least one
 * @param asOfMillis only readings received by this log time, milliseconds since 1970 UTC
 * @param limit maximum number of gaps, in [1,{@value Limits#ROWS}]
 */
public record GapQuery(
        List<String> names,
        long fromMicros,
        long toMicros,
        boolean afterReading,
        NavigableMap<Long, Long> longerThan,
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
        longerThan = Collections.unmodifiableNavigableMap(new TreeMap<>(longerThan));
        if (usable.isEmpty()
                || longerThan.isEmpty()
                || longerThan.values().stream().anyMatch(micros -> micros < 0)) {
            throw new IllegalArgumentException("a gap needs a flag that ends it, and a length of at least 0");
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("gaps are those of a datastream");
        }
    }

    /** A query of a datastream with one name, whose gaps are longer than the same time in all versions. */
    public GapQuery(
            String name,
            long fromMicros,
            long toMicros,
            boolean afterReading,
            long longerThanMicros,
            Set<QualityFlag> usable,
            long asOfMillis,
            int limit) {
        this(
                List.of(name),
                fromMicros,
                toMicros,
                afterReading,
                new TreeMap<>(Map.of(0L, longerThanMicros)),
                usable,
                asOfMillis,
                limit);
    }

    /** Whether a range without usable readings is listed if the reading before it was judged by a version. */
    boolean isGap(long lengthMicros, long version) {
        Map.Entry<Long, Long> least = longerThan.floorEntry(version);
        return lengthMicros > (least == null ? longerThan.firstEntry() : least).getValue();
    }
}
