package org.metrobed.decoders.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.text.JsonPath;
import org.metrobed.decoders.text.TimeFormat;

/**
 * The layout of JSON messages, from the options of a binding. Immutable.
 *
 * @param each path of the array of readings; null if the message is one reading
 * @param time path of the time; null if there is none
 * @param device path of the device; null if there is none
 * @param fields the fields, in the order of the options; empty in the long form
 * @param longForm where each reading names its field; null if the options name the fields
 * @param numbersAsText whether text that is a number is accepted
 * @param timeFormat the format of times
 * @param spacing how far apart samples of one block are; null if arrays are no blocks of samples
 */
record JsonPointerLayout(
        JsonPath each,
        JsonPath time,
        JsonPath device,
        List<Field> fields,
        LongForm longForm,
        boolean numbersAsText,
        TimeFormat timeFormat,
        SampleSpacing spacing) {

    /** The options that define it. */
    static final List<DecoderOption> OPTIONS = Stream.of(
                    Stream.of(
                            new DecoderOption(
                                    "fields",
                                    "The fields and the places of their values: a JSON Pointer such as"
                                            + " /sensors/0/value, or a"
                                            + " map of path, unit, unit-path and required (true or false). Needed unless property"
                                            + " and value are given.",
                                    false),
                            new DecoderOption(
                                    "property",
                                    "In the long form, where each reading names its field: JSON Pointer to that name, or key:.",
                                    false),
                            new DecoderOption("value", "In the long form the JSON Pointer to the value.", false),
                            new DecoderOption("unit", "In the long form the JSON Pointer to the unit.", false),
                            new DecoderOption(
                                    "each",
                                    "The readings: an array, or an object, where key: in the place of a pointer is the name"
                                            + " of the reading. Pointers count from the reading, behind root: from the message.",
                                    false),
                            new DecoderOption("time", "JSON Pointer to the time.", false),
                            new DecoderOption("device", "JSON Pointer to the device, a text or a whole number.", false),
                            new DecoderOption(
                                    "numbers-as-text",
                                    "Whether texts such as \"12.4\" are read as numbers: true or false (the default).",
                                    false)),
                    SampleSpacing.OPTIONS.stream(),
                    TimeFormat.OPTIONS.stream())
            .flatMap(options -> options)
            .toList();

    private static final List<String> FIELD_OPTIONS = List.of("path", "unit", "unit-path", "required");

    /**
     * A field.
     *
     * @param property its name
     * @param path path of its value
     * @param unit null if the options do not state it
     * @param unitPath path of its unit; null if there is none
     * @param required whether its absence is a fault
     */
    record Field(String property, JsonPath path, String unit, JsonPath unitPath, boolean required) {}

    /**
     * Where each reading names its field.
     *
     * @param property path of the name
     * @param value path of the value
     * @param unit path of the unit; null if there is none
     */
    record LongForm(JsonPath property, JsonPath value, JsonPath unit) {

        /** The field of a reading. */
        Field field(String name) {
            return new Field(name, value, null, unit, true);
        }
    }

    /**
     * The layout that options define.
     *
     * @throws DecoderOptionException if they cannot be used
     */
    static JsonPointerLayout of(DecoderOptions options) {
        LongForm longForm = longForm(options);
        return new JsonPointerLayout(
                path(options, "each"),
                path(options, "time"),
                path(options, "device"),
                longForm == null ? fields(options.find("fields").orElse(null)) : List.of(),
                longForm,
                truth("numbers-as-text", options.find("numbers-as-text").orElse(null)),
                TimeFormat.of(options),
                SampleSpacing.of(options));
    }

    private static LongForm longForm(DecoderOptions options) {
        JsonPath property = path(options, "property");
        JsonPath value = path(options, "value");
        JsonPath unit = path(options, "unit");
        if (property == null && value == null && unit == null) {
            return null;
        }
        if (property == null || value == null) {
            throw new DecoderOptionException((property == null ? "property" : "value") + " is needed beside "
                    + (property == null && value == null ? "unit" : property == null ? "value" : "property"));
        }
        if (options.find("fields").isPresent()) {
            throw new DecoderOptionException("fields stands beside property, which names the fields by the readings");
        }
        return new LongForm(property, value, unit);
    }

    private static List<Field> fields(JsonNode map) {
        if (map == null || !map.isObject() || map.isEmpty()) {
            throw new DecoderOptionException(
                    "fields must be a map of at least one field to where it stands, unless property and value are given");
        }
        List<Field> fields = new ArrayList<>();
        map.properties().forEach(entry -> fields.add(field(entry.getKey(), entry.getValue())));
        return List.copyOf(fields);
    }

    private static Field field(String property, JsonNode node) {
        String option = "fields." + property;
        if (node.isTextual()) {
            return new Field(property, JsonPath.parse(option, node.textValue()), null, null, false);
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
        return new Field(
                property,
                JsonPath.parse(
                        option + ".path",
                        text(option + ".path", node.get("path")).orElseThrow()),
                text(option + ".unit", node.get("unit")).orElse(null),
                unitPath.map(path -> JsonPath.parse(option + ".unit-path", path))
                        .orElse(null),
                truth(option + ".required", node.get("required")));
    }

    private static JsonPath path(DecoderOptions options, String name) {
        String text = options.text(name, null);
        return text == null ? null : JsonPath.parse(name, text);
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
