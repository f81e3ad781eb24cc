package org.metrobed.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * How the values of a datastream are computed from other datastreams. Immutable.
 *
 * @param product the name of the product, as in the registry of {@code analysis.product}; empty if nothing is computed
 * @param inputs in the order that the product requires
 */
public record Derivation(
        @Param(tag = 1) String product,
        @Param(tag = 2, optional = true) List<Input> inputs) {

    /** No derivation: the datastream is measured. */
    public static final Derivation NONE = new Derivation("", List.of());

    /**
     * An input datastream. Its value times scale plus offset is the value in the unit that the product requires.
     *
     * @param datastream {@code testbed/thing/property}
     * @param scale factor from its unit to the product's unit, finite and not 0
     * @param offset in the product's unit, finite
     */
    public record Input(
            @Param(tag = 1) String datastream,
            @Param(tag = 2, or = "1") double scale,
            @Param(tag = 3, or = "0") double offset) {
        public Input {
            Objects.requireNonNull(datastream, "datastream");
        }

        /** Converts a value of the datastream to the unit that the product requires; NaN stays NaN. */
        public double apply(double value) {
            return scale == 1 && offset == 0 ? value : value * scale + offset;
        }
    }

    public Derivation {
        Objects.requireNonNull(product, "product");
        inputs = List.copyOf(inputs);
    }

    /** Whether there is a derivation. */
    public boolean isDerived() {
        return !product.isEmpty();
    }
}
