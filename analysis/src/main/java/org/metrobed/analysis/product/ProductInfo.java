package org.metrobed.analysis.product;

import java.util.List;
import java.util.Objects;

/**
 * What a product is, for people and for the catalog: written into {@code docs/PRODUCTS.md}. Immutable.
 *
 * @param name stable and in kebab-case; what the catalog calls it
 * @param summary one sentence: what it tells
 * @param explanation how it is computed and when it has no value
 * @param inputs what it is computed from, in order
 * @param unit UCUM code of its values
 * @param source where it is defined
 */
public record ProductInfo(
        String name, String summary, String explanation, List<Input> inputs, String unit, String source) {

    /** One input: its name for people, and the UCUM code of the numbers that are asked for. */
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
