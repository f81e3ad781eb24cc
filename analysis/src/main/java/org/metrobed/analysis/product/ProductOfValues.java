package org.metrobed.analysis.product;

import java.util.List;
import java.util.OptionalDouble;

/** A product computed from the values of several inputs at one time. Pure, stateless, thread-safe. */
public non-sealed interface ProductOfValues extends Product {

    /**
     * The value.
     *
     * @param values one for each input of {@link ProductInfo#inputs}, in its unit; NaN if there is none
     * @return empty if there is no value
     */
    OptionalDouble of(List<Double> values);
}
