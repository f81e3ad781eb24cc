package org.metrobed.analysis.product;

import java.util.List;
import java.util.OptionalDouble;

/** A product of what several inputs read at one time. Pure, stateless, thread-safe. */
public non-sealed interface ProductOfValues extends Product {

    /**
     * The value.
     *
     * @param values one for each input of {@link ProductInfo#inputs}, in its unit; NaN where there is none
     * @return empty when there is none
     */
    OptionalDouble of(List<Double> values);
}
