package org.metrobed.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What one place in a bundle says of how a datastream is computed: {@code {by: nowcast-pm25, from: pm25}}.
 *
 * @param by the name of a product
 * @param from the properties that it is computed from
 */
record Derived(Located<String> by, Located<List<Located<String>>> from) {

    /** Reads it; {@code none}, which takes an inherited one away, is an empty one in the outer. */
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
        List<Field> items = field.isList() ? field.items() : List.of(field);
        return items.stream()
                .flatMap(item -> BundleReader.reference(item).stream())
                .toList();
    }
}
