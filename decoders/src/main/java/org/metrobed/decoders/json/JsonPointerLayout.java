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
 * @param fields the fields, in the order of the options
 * @param numbersAsText whether text that is a number is accepted
 * @param timeFormat the format of times
 * @param spacing how far apart samples of one block are; null if arrays are no blocks of samples
 */
record JsonPointerLayout(
        JsonPath each,
        JsonPath time,
        JsonPath device,
        List<Field> fields,
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
                                            + " map of path, unit, unit-path and required (true or false).",
                                    true),
                            new DecoderOption(
                                    "each",
                                    "The array of readings; pointers count from its elements, behind root: from the"
                                            + " message.",
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
     * The layout that options define.
     *
     * @throws DecoderOptionException if they cannot be used
     */
    static JsonPointerLayout of(DecoderOptions options) {
        return new JsonPointerLayout(
                path(options, "each"),
                path(options, "time"),
                path(options, "device"),
                fields(options.find("fields").orElse(null)),
                truth("numbers-as-text", options.find("numbers-as-text").orElse(null)),
                TimeFormat.of(options),
                SampleSpacing.of(options));
    }

    private static List<Field> fields(JsonNode map) {
        if (map == null || !map.isObject() || map.isEmpty()) {
            throw new DecoderOptionException("fields must be a map of at least one field to where it stands");
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
