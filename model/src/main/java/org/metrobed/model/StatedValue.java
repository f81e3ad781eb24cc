package org.metrobed.model;

import java.util.Objects;

/**
 * The value that a payload stated, if it differs from the result: another unit, another scale, or a number that means
 * "no value". Immutable.
 *
 * @param value the payload's number; may be infinite, NaN for none
 * @param unit the payload's unit, in UCUM if possible; empty if it stated none
 */
public record StatedValue(double value, String unit) {
    public StatedValue {
        Objects.requireNonNull(unit, "unit");
    }
}
