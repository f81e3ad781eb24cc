package org.metrobed.decoders.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.metrobed.decoders.spi.DecoderOptionException;

/**
 * A condition on one value of a message: that it is there, is absent, is one of several texts, numbers or truth values, or is none of
 * them. Immutable.
 *
 * @param path where the value stands
 * @param values the values that it may have or, if not allowed, may not have; empty if any
 * @param holds whether the value must be there and one of the values; else it must be absent, or none of them
 */
public record JsonCondition(JsonPath path, Set<String> values, boolean holds) {

    private static final List<String> KEYS = List.of("path", "is", "is-not", "absent");

    public JsonCondition {
        values = Set.copyOf(values);
    }

    /**
     * The conditions of an option: a map, or a list of maps, all of which must hold.
     *
     * @param xml whether paths lead through a tree of XML
     * @throws DecoderOptionException if it states no condition
     */
    public static List<JsonCondition> list(String option, JsonNode given, boolean xml) {
        List<JsonCondition> conditions = new ArrayList<>();
        for (JsonNode one : given.isArray() ? given : List.of(given)) {
            conditions.add(parse(option, one, xml));
        }
        return List.copyOf(conditions);
    }

    private static JsonCondition parse(String option, JsonNode map, boolean xml) {
        map.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new DecoderOptionException(option + "." + key + " is none of " + KEYS);
            }
        });
        if (!map.path("path").isTextual() || map.size() > 2) {
            throw new DecoderOptionException(
                    option + " must be a map of path and at most one of is, is-not and absent, or a list of such maps");
        }
        JsonPath path = JsonPath.parse(option + ".path", map.get("path").textValue(), xml);
        if (map.has("absent") && !map.get("absent").isBoolean()) {
            throw new DecoderOptionException(option + ".absent must be true or false");
        }
        boolean negative = map.has("is-not") || map.path("absent").booleanValue();
        JsonNode values = map.has("is") ? map.get("is") : map.path("is-not");
        return new JsonCondition(path, values(option, values), !negative);
    }

    private static Set<String> values(String option, JsonNode given) {
        Set<String> values = new HashSet<>();
        for (JsonNode one : given.isArray() ? given : List.of(given)) {
            if (one.isContainerNode() || one.isNull()) {
                throw new DecoderOptionException(
                        option + " must compare with a text, a number or a truth value, or a list of these");
            }
            if (!one.isMissingNode()) {
                values.add(one.asText());
            }
        }
        return values;
    }

    /** Whether it holds for a reading. */
    public boolean test(PlacedNode reading) {
        JsonNode node = path.valueOf(path.find(reading));
        boolean there = node != null && !node.isNull();
        return holds == (there && (values.isEmpty() || (node.isValueNode() && values.contains(node.asText()))));
    }
}
