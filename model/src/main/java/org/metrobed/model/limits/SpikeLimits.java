package org.metrobed.model.limits;

import java.util.Objects;

/**
 * What the spike test reads. Immutable.
 *
 * @param suspect a larger spike is suspect, in the datastream's unit; 0 or NaN switches this level off
 * @param fail a larger spike fails, in the datastream's unit; 0 or NaN switches this level off
 * @param method how the size of a spike is measured
 */
public record SpikeLimits(double suspect, double fail, Method method) {

    /** How the size of a spike is measured. */
    public enum Method {
        /** Distance from the mean of both neighbours. */
        AVERAGE,
        /** The smaller distance from a neighbour, where both neighbours lie on the same side. */
        DIFFERENTIAL
    }

    public SpikeLimits {
        Objects.requireNonNull(method, "method");
    }
}
