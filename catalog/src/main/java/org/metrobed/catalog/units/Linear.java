package org.metrobed.catalog.units;

/**
 * Converts a number in one unit to a number in another: value &times; scale + offset. Immutable.
 *
 * @param scale target units per source unit, finite and not 0
 * @param offset in the target unit; 0 except for temperatures
 */
public record Linear(double scale, double offset) {

    /** Leaves every number unchanged, to the bit. */
    public static final Linear IDENTITY = new Linear(1, 0);

    public Linear {
        if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("no conversion has the scale " + scale + " and the offset " + offset);
        }
    }

    /** A number in the target unit; NaN and infinities are unchanged. */
    public double apply(double value) {
        return scale == 1 && offset == 0 ? value : value * scale + offset;
    }
}
