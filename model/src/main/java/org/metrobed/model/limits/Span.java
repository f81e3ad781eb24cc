package org.metrobed.model.limits;

import org.metrobed.model.params.Ends;

/**
 * A span of values; both ends are included. Immutable.
 *
 * @param low its lower end; NaN if open
 * @param high its upper end; NaN if open; ends in the wrong order are exchanged
 */
public record Span(double low, double high) implements Ends {

    /** Contains every value. */
    public static final Span OPEN = new Span(Double.NaN, Double.NaN);

    public Span {
        if (low > high) {
            double lower = high;
            high = low;
            low = lower;
        }
    }

    /** Whether the span contains a value; it never contains NaN. */
    public boolean contains(double value) {
        return !(value < low) && !(value > high);
    }

    /** The value, or the nearest end if it is outside this span; NaN stays NaN. */
    public double nearest(double value) {
        return value < low ? low : value > high ? high : value;
    }

    /** Whether this span is within the other. */
    public boolean isWithin(Span other) {
        return !(low < other.low) && !(high > other.high);
    }
}
