package org.metrobed.catalog.syntax;

import java.util.List;
import java.util.Optional;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;

/**
 * The derivation in one layer of a bundle: {@code {by: nowcast-pm25, from: pm25}}.
 *
 * @param by the name of a product
 * @param from the properties of its inputs
 */
public record Derived(Located<String> by, Located<List<Located<String>>> from) {

    /**
     * Reads the derivation. The outer optional is empty if nothing is stated; the inner one is empty for {@code none},
     * which removes an inherited derivation.
     */
    static Optional<Optional<Derived>> read(Field field) {
        if (field.isWord("none")) {
            return Optional.of(Optional.empty());
        }
        Fields fields = Fields.of(field);
        Optional<Located<String>> by = fields.require("by").flatMap(BundleReader::reference);
        Optional<Located<List<Located<String>>>> from =
                fields.require("from").map(inputs -> new Located<>(inputs(inputs), inputs));
        fields.finish();
        return by.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(Optional.of(new Derived(by.get(), from.get())));
    }

    /** A list, or one name. */
    private static List<Located<String>> inputs(Field field) {
        return field.itemsOrSelf().stream()
                .flatMap(item -> BundleReader.reference(item).stream())
                .toList();
    }
}
