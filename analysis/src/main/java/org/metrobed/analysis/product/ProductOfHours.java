package org.metrobed.analysis.product;

import java.util.List;
import java.util.OptionalDouble;

/** A product computed from the last hours of one input. Pure, stateless, thread-safe. */
public non-sealed interface ProductOfHours extends Product {

    /** The largest number of hours that any product uses. */
    int MOST_HOURS = 12;

    /** How many hours it uses, 1 to {@link #MOST_HOURS}. */
    int hours();

    /**
     * The value at the end of the newest hour.
     *
     * @param newestFirst {@link #hours} hourly means in the unit of the input, the newest first; NaN for a missing one
     * @return empty if there is no value
     */
    OptionalDouble of(List<Double> newestFirst);
}
