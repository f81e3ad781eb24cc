package org.metrobed.decoders.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;

/** Reads layouts of frames from the option {@code frames}. Static functions only; all throw DecoderOptionException. */
final class ByteLayoutOptions {

    private static final List<String> SHAPE = List.of("when", "endian", "fields", "time", "records", "tags");
    private static final List<String> WHEN = List.of("port", "first-byte", "length");
    private static final List<String> FIELD =
            List.of("at", "type", "endian", "bits", "scale", "offset", "missing", "unit", "optional");
    private static final int MAX_TAG = 8;

    private ByteLayoutOptions() {}

    static ByteLayout layout(DecoderOptions options) {
        boolean little = little("endian", options.find("endian").orElse(MissingNode.getInstance()), false);
        JsonNode frames = options.find("frames").orElse(MissingNode.getInstance());
        if (!frames.isArray() || frames.isEmpty()) {
            throw new DecoderOptionException("frames must be a list of at least one layout");
        }
        List<ByteLayout.Shape> shapes = new ArrayList<>();
        for (JsonNode frame : frames) {
            shapes.add(shape("frames." + shapes.size(), frame, little));
        }
        return new ByteLayout(shapes);
    }

    private static ByteLayout.Shape shape(String option, JsonNode frame, boolean inherited) {
        checkKeys(option, frame, SHAPE);
        boolean little = little(option + ".endian", frame.path("endian"), inherited);
        ByteLayout.When when = when(option + ".when", frame.path("when"));
        JsonNode records = frame.path("records");
        if (frame.has("tags")) {
            if (frame.has("fields") || frame.has("time") || frame.has("records")) {
                throw new DecoderOptionException(
                        option + ".tags stands beside fields, time or records; tags have their own");
            }
            Map<String, ByteLayout.Tag> tags = tags(option + ".tags", frame.get("tags"), little);
            int length = tags.keySet().iterator().next().length() / 2;
            return new ByteLayout.Shape(when, null, -1, 0, length, tags);
        }
        if (!frame.path("fields").isObject()) {
            throw new DecoderOptionException(
                    option + ".fields must be a map of fields, empty for a frame without readings");
        }
        ByteBlock block = block(option, frame, little);
        if (records.isMissingNode()) {
            return new ByteLayout.Shape(when, block, -1, 0, 0, Map.of());
        }
        checkKeys(option + ".records", records, List.of("at", "length"));
        int at = records.has("at") ? whole(option + ".records.at", records.get("at"), 0, FrameSource.MAX_BYTES) : 0;
        int length = whole(option + ".records.length", records.path("length"), 1, FrameSource.MAX_BYTES);
        return new ByteLayout.Shape(when, block, at, length, 0, Map.of());
    }

    private static Map<String, ByteLayout.Tag> tags(String option, JsonNode given, boolean little) {
        Map<String, ByteLayout.Tag> tags = new HashMap<>();
        Set<Integer> lengths = new HashSet<>();
        given.properties().forEach(entry -> {
            String tag = entry.getKey().toLowerCase(Locale.ROOT);
            String name = option + "." + entry.getKey();
            if (!tag.matches("([0-9a-f]{2}){1," + MAX_TAG + "}")) {
                throw new DecoderOptionException(name + " must be bytes in hex, such as \"0167\"");
            }
            checkKeys(name, entry.getValue(), List.of("length", "fields", "time", "endian"));
            int length = whole(name + ".length", entry.getValue().path("length"), 0, FrameSource.MAX_BYTES);
            boolean own = little(name + ".endian", entry.getValue().path("endian"), little);
            tags.put(tag, new ByteLayout.Tag(length, block(name, entry.getValue(), own)));
            lengths.add(tag.length());
        });
        if (lengths.size() != 1) {
            throw new DecoderOptionException(option + " must be a map of at least one tag, all of one length");
        }
        return tags;
    }

    private static ByteBlock block(String option, JsonNode map, boolean little) {
        List<ByteField> fields = new ArrayList<>();
        map.path("fields")
                .properties()
                .forEach(entry -> fields.add(
                        field(option + ".fields." + entry.getKey(), entry.getKey(), entry.getValue(), little)));
        JsonNode time = map.path("time");
        return new ByteBlock(fields, time.isMissingNode() ? null : field(option + ".time", "time", time, little));
    }

    private static ByteField field(String option, String property, JsonNode map, boolean inherited) {
        checkKeys(option, map, FIELD);
        ByteType type = ByteType.find(map.path("type").asText("u8"))
                .orElseThrow(() -> new DecoderOptionException(option + ".type must be " + ByteType.WORDS));
        int at = whole(option + ".at", map.path("at"), -FrameSource.MAX_BYTES, FrameSource.MAX_BYTES);
        ByteField.Bits bits = bits(option + ".bits", map.path("bits"), type);
        double scale = number(option + ".scale", map.path("scale"), 1);
        if (scale == 0) {
            throw new DecoderOptionException(option + ".scale is 0, which would make every value the same");
        }
        JsonNode unit = map.path("unit");
        if (!unit.isMissingNode() && !unit.isTextual()) {
            throw new DecoderOptionException(option + ".unit must be a text");
        }
        if (map.has("optional") && !map.get("optional").isBoolean()) {
            throw new DecoderOptionException(option + ".optional must be true or false");
        }
        return new ByteField(
                property,
                at,
                type,
                little(option + ".endian", map.path("endian"), inherited),
                bits,
                new ByteField.Meaning(
                        scale,
                        number(option + ".offset", map.path("offset"), 0),
                        numbers(option + ".missing", map.path("missing"))),
                unit.isMissingNode() ? null : unit.textValue(),
                map.path("optional").booleanValue());
    }

    private static ByteField.Bits bits(String option, JsonNode given, ByteType type) {
        if (given.isMissingNode()) {
            return ByteField.Bits.ALL;
        }
        String text = given.asText();
        if (text.matches("[0-9]{1,2}(-[0-9]{1,2})?") && type.kind() == ByteType.Kind.UNSIGNED) {
            int low = Integer.parseInt(text.split("-", -1)[0]);
            int high = text.contains("-") ? Integer.parseInt(text.split("-", -1)[1]) : low;
            if (low <= high && high < type.bytes() * 8) {
                return new ByteField.Bits(low, high - low + 1);
            }
        }
        throw new DecoderOptionException(option
                + " must be a bit such as 7 or a span such as 0-5 of an unsigned type, counted from the lowest, 0");
    }

    private static ByteLayout.When when(String option, JsonNode map) {
        if (map.isMissingNode()) {
            return new ByteLayout.When(Set.of(), Set.of(), 0, Integer.MAX_VALUE);
        }
        checkKeys(option, map, WHEN);
        int least = 0;
        int most = Integer.MAX_VALUE;
        if (map.has("length")) {
            String text = map.get("length").asText();
            if (!text.matches("[0-9]{1,5}(-[0-9]{0,5})?")) {
                throw new DecoderOptionException(
                        option + ".length must be a number such as 11, or a span such as 11-13 or 8-");
            }
            String[] ends = text.split("-", -1);
            least = Integer.parseInt(ends[0]);
            most = ends.length == 1 ? least : ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]);
        }
        return new ByteLayout.When(
                bytes(option + ".port", map.path("port")),
                bytes(option + ".first-byte", map.path("first-byte")),
                least,
                most);
    }

    private static Set<Integer> bytes(String option, JsonNode given) {
        Set<Integer> numbers = new HashSet<>();
        for (JsonNode one : list(given)) {
            numbers.add(whole(option, one, 0, 255));
        }
        return numbers;
    }

    private static Set<Double> numbers(String option, JsonNode given) {
        Set<Double> numbers = new HashSet<>();
        for (JsonNode one : list(given)) {
            numbers.add(number(option, one, 0) + 0.0);
        }
        return numbers;
    }

    private static Iterable<JsonNode> list(JsonNode given) {
        return given.isMissingNode() ? List.of() : given.isArray() ? given : List.of(given);
    }

    private static double number(String option, JsonNode given, double otherwise) {
        if (!given.isMissingNode() && !given.isNumber()) {
            throw new DecoderOptionException(option + " must be a number, or for missing a list of numbers");
        }
        return given.isMissingNode() ? otherwise : given.doubleValue();
    }

    private static int whole(String option, JsonNode given, int least, int most) {
        if (!given.isIntegralNumber()
                || !given.canConvertToInt()
                || given.intValue() < least
                || given.intValue() > most) {
            throw new DecoderOptionException(option + " must be a whole number from " + least + " to " + most);
        }
        return given.intValue();
    }

    private static boolean little(String option, JsonNode given, boolean inherited) {
        if (given.isMissingNode()) {
            return inherited;
        }
        if (!List.of("big", "little").contains(given.asText())) {
            throw new DecoderOptionException(option + " must be big or little");
        }
        return given.asText().equals("little");
    }

    private static void checkKeys(String option, JsonNode map, List<String> known) {
        if (!map.isObject()) {
            throw new DecoderOptionException(option + " must be a map with " + known);
        }
        map.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new DecoderOptionException(option + "." + key + " is none of " + known);
            }
        });
    }
}
