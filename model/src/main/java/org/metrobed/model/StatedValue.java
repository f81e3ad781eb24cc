package org.metrobed.model;

import java.util.Objects;

/**
 * What a payload said where that is not the result itself: another unit, another scale, a number that stands for no value.
 * Immutable.
 *
 * @param value the payload's number; may be infinite, NaN for none
 * @param unit the payload's unit, UCUM as far as it is one; empty when it named none
 */
public record StatedValue(double value, String unit) {
    public StatedValue {
        Objects.requireNonNull(unit, "unit");
    }
}
