package org.metrobed.decoders.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.text.JsonCondition;
import org.metrobed.decoders.text.JsonPath;

/**
 * Reads the layout of messages that are trees from the options of a binding. All methods throw DecoderOptionException, which names
 * the option.
 *
 * @param options of the binding
 * @param xml whether messages are XML, whose numbers are texts
 */
record LayoutOptions(DecoderOptions options, boolean xml) {

    private static final List<String> FIELD_OPTIONS = List.of("path", "unit", "unit-path", "required");

    /** Where each reading names its field; null if the options name the fields. */
    JsonPointerLayout.LongForm longForm() {
        List<JsonPath> property = paths("property");
        JsonPath value = path("value");
        JsonPath unit = path("unit");
        if (property.isEmpty() && value == null && unit == null) {
            return null;
        }
        if (property.isEmpty() || value == null) {
            throw new DecoderOptionException((property.isEmpty() ? "property" : "value") + " is needed beside "
                    + (property.isEmpty() && value == null ? "unit" : property.isEmpty() ? "value" : "property"));
        }
        if (options.find("fields").isPresent()) {
            throw new DecoderOptionException("fields stands beside property, which names the fields by the readings");
        }
        return new JsonPointerLayout.LongForm(property, value, unit);
    }

    /** The fields that the options name. */
    List<JsonPointerLayout.Field> fields() {
        JsonNode map = options.find("fields").orElse(null);
        if (map == null || !map.isObject() || map.isEmpty()) {
            throw new DecoderOptionException(
                    "fields must be a map of at least one field to where it stands, unless property and value are given");
        }
        List<JsonPointerLayout.Field> fields = new ArrayList<>();
        map.properties().forEach(entry -> fields.add(field(entry.getKey(), entry.getValue())));
        return List.copyOf(fields);
    }

    private JsonPointerLayout.Field field(String property, JsonNode node) {
        String option = "fields." + property;
        if (node.isTextual()) {
            return new JsonPointerLayout.Field(
                    property, JsonPath.parse(option, node.textValue(), xml), null, null, false);
        }
        if (!node.isObject() || !node.has("path")) {
            throw new DecoderOptionException(option + " must be a JSON Pointer, or a map with path");
        }
        for (var entry : node.properties()) {
            if (!FIELD_OPTIONS.contains(entry.getKey())) {
                throw new DecoderOptionException(option + "." + entry.getKey() + " is none of " + FIELD_OPTIONS);
            }
        }
        Optional<String> unitPath = text(option + ".unit-path", node.get("unit-path"));
        return new JsonPointerLayout.Field(
                property,
                JsonPath.parse(
                        option + ".path",
                        text(option + ".path", node.get("path")).orElseThrow(),
                        xml),
                text(option + ".unit", node.get("unit")).orElse(null),
                unitPath.map(path -> JsonPath.parse(option + ".unit-path", path, xml))
                        .orElse(null),
                truth(option + ".required", node.get("required")));
    }

    /** A path; null if the option is not given. */
    JsonPath path(String name) {
        String text = options.text(name, null);
        return text == null ? null : JsonPath.parse(name, text, xml);
    }

    /** One path, or a list of them; empty if the option is not given. */
    List<JsonPath> paths(String name) {
        JsonNode given = options.find(name).orElse(null);
        if (given == null) {
            return List.of();
        }
        if (!given.isArray()) {
            return List.of(JsonPath.parse(name, options.text(name, null), xml));
        }
        if (given.isEmpty()) {
            throw new DecoderOptionException(name + " must be a pointer or a list of at least one");
        }
        return options.texts(name).stream()
                .map(text -> JsonPath.parse(name, text, xml))
                .toList();
    }

    /** The parts of a name before those of the fields. */
    List<JsonPath> prefix(boolean isLong) {
        List<JsonPath> prefix = paths("prefix");
        if (isLong && !prefix.isEmpty()) {
            throw new DecoderOptionException(
                    "prefix stands beside property, which can be a list of all parts of the name");
        }
        return prefix;
    }

    /** The conditions of a reading. */
    List<JsonCondition> where() {
        return options.find("where")
                .map(given -> JsonCondition.list("where", given, xml))
                .orElse(List.of());
    }

    /** Whether texts are read as numbers. */
    boolean numbersAsText() {
        return xml || truth("numbers-as-text", options.find("numbers-as-text").orElse(null));
    }

    private static Optional<String> text(String option, JsonNode node) {
        if (node != null && !node.isTextual()) {
            throw new DecoderOptionException(option + " must be a text");
        }
        return Optional.ofNullable(node).map(JsonNode::textValue);
    }

    private static boolean truth(String option, JsonNode node) {
        if (node != null && !node.isBoolean()) {
            throw new DecoderOptionException(option + " must be true or false");
        }
        return node != null && node.booleanValue();
    }
}
