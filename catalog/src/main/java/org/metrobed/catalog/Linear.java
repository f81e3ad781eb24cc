package org.metrobed.catalog;

/**
 * How a number in one unit becomes a number in another: value &times; scale + offset. Immutable.
 *
 * @param scale of the other unit for one of the first, finite and not 0
 * @param offset in the other unit; 0 but for temperatures
 */
public record Linear(double scale, double offset) {

    /** Leaves every number as it is, to the bit. */
    public static final Linear IDENTITY = new Linear(1, 0);

    public Linear {
        if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("no conversion has the scale " + scale + " and the offset " + offset);
        }
    }

    /** A number in the other unit; NaN and infinities stay what they are. */
    public double apply(double value) {
        return scale == 1 && offset == 0 ? value : value * scale + offset;
    }
}
