package org.metrobed.model.limits;

import org.metrobed.model.params.Ends;

/**
 * A span of values, both ends belong to it. Immutable.
 *
 * @param low its lower end; NaN when open
 * @param high its upper end; NaN when open; ends that are given in the wrong order are exchanged
 */
public record Span(double low, double high) implements Ends {

    /** Every value lies in it. */
    public static final Span OPEN = new Span(Double.NaN, Double.NaN);

    public Span {
        if (low > high) {
            double lower = high;
            high = low;
            low = lower;
        }
    }

    /** Whether a value is not outside; a NaN never is. */
    public boolean contains(double value) {
        return !(value < low) && !(value > high);
    }

    /** The value, or the end of this span that it lies beyond; NaN stays NaN. */
    public double nearest(double value) {
        return value < low ? low : value > high ? high : value;
    }

    /** Whether no end of this span lies beyond the same end of the other. */
    public boolean isWithin(Span other) {
        return !(low < other.low) && !(high > other.high);
    }
}
