package org.metrobed.analysis.product;

import java.util.List;
import java.util.Objects;

/**
 * The description of a product, for people and for the catalog; written into {@code docs/PRODUCTS.md}. Immutable.
 *
 * @param name stable name in kebab-case, used in the catalog
 * @param summary one sentence about its meaning
 * @param explanation how it is computed and when it has no value
 * @param inputs its inputs, in order
 * @param unit UCUM code of its values
 * @param source where it is defined
 */
public record ProductInfo(
        String name, String summary, String explanation, List<Input> inputs, String unit, String source) {

    /** One input: its name for people, and the UCUM code of the unit that it must have. */
    public record Input(String name, String unit) {
        public Input {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unit, "unit");
        }
    }

    public ProductInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(explanation, "explanation");
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(source, "source");
    }
}
