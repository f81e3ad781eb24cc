package org.metrobed.analysis.score;

import java.util.Objects;

/**
 * A fault of a datastream over a known time. Immutable.
 *
 * @param datastream the datastream that has the fault
 * @param family the kind of fault, such as {@code stuck}
 * @param fromMicros microseconds since 1970 UTC
 * @param toMicros not before {@code fromMicros}
 */
public record TrueFault(String datastream, String family, long fromMicros, long toMicros) {
    public TrueFault {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(family, "family");
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException("a fault of " + datastream + " ends before it begins");
        }
    }
}
