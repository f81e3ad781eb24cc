package org.metrobed.model.limits;

import java.util.List;
import org.metrobed.model.params.Param;

/**
 * Numbers that mean a missing value, such as -999, -200, or -1 if it is impossible. Immutable.
 *
 * @param numbers compared exactly, as the file or payload states them
 */
public record Sentinels(@Param(tag = 1, optional = true) List<Double> numbers) {

    /** None. */
    public static final Sentinels NONE = new Sentinels(List.of());

    public Sentinels {
        numbers = List.copyOf(numbers);
    }

    /** The value, or NaN if it is a sentinel. */
    public double valueOf(double value) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) == value) {
                return Double.NaN;
            }
        }
        return value;
    }
}
