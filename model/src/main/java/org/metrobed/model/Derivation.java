package org.metrobed.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * How the values of a datastream come from other datastreams. Immutable.
 *
 * @param product the name of what is computed, one of {@code core.product}; empty when nothing is
 * @param inputs in the order that the product asks for
 */
public record Derivation(
        @Param(tag = 1) String product,
        @Param(tag = 2, optional = true) List<Input> inputs) {

    /** Measured, not derived. */
    public static final Derivation NONE = new Derivation("", List.of());

    /**
     * A datastream whose values are used, value &times; scale + offset in the unit that the product asks for.
     *
     * @param datastream {@code testbed/thing/property}
     * @param scale of its unit to the product's, finite and not 0
     * @param offset in the product's unit, finite
     */
    public record Input(
            @Param(tag = 1) String datastream,
            @Param(tag = 2, or = "1") double scale,
            @Param(tag = 3, or = "0") double offset) {
        public Input {
            Objects.requireNonNull(datastream, "datastream");
        }

        /** A value of the datastream in the unit that the product asks for; NaN stays NaN. */
        public double apply(double value) {
            return scale == 1 && offset == 0 ? value : value * scale + offset;
        }
    }

    public Derivation {
        Objects.requireNonNull(product, "product");
        inputs = List.copyOf(inputs);
    }

    /** Whether there is one. */
    public boolean isDerived() {
        return !product.isEmpty();
    }
}
