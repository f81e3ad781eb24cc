package org.metrobed.core.model;

import java.util.List;
import java.util.Objects;

/**
 * How the values of a datastream come from other datastreams. Immutable.
 *
 * @param product the name of what is computed, one of {@code core.product}; empty when nothing is
 * @param inputs datastreams, {@code testbed/thing/property}, in the order that the product asks for
 */
public record Derivation(String product, List<String> inputs) {

    /** Measured, not derived. */
    public static final Derivation NONE = new Derivation("", List.of());

    public Derivation {
        Objects.requireNonNull(product, "product");
        inputs = List.copyOf(inputs);
    }

    /** Whether there is one. */
    public boolean isDerived() {
        return !product.isEmpty();
    }
}
