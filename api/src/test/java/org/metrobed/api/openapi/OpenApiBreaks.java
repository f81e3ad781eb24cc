package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the OpenAPI 3.1 document that is served with that of a release, and lists each change that a client of the release
 * can notice. A client may send what the release took, so parameters and bodies may only take more. A client relies on what the
 * release answered, so answers may only promise more. Not thread-safe.
 */
public final class OpenApiBreaks {

    private final JsonNode released;
    private final JsonNode served;
    private final List<String> breaks = new ArrayList<>();
    private final Set<String> passed = new TreeSet<>();

    private OpenApiBreaks(JsonNode released, JsonNode served) {
        this.released = released;
        this.served = served;
    }

    /** What breaks, one sentence each; empty if every client of the release can go on. */
    public static List<String> list(JsonNode released, JsonNode served) {
        OpenApiBreaks comparison = new OpenApiBreaks(released, served);
        comparison.comparePaths();
        return List.copyOf(comparison.breaks);
    }

    private void comparePaths() {
        released.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String place = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    JsonNode now = served.get("paths").path(path.getKey()).path(operation.getKey());
                    if (now.isMissingNode()) {
                        breaks.add(place + " was removed");
                    } else {
                        compareOperation(place, operation.getValue(), now);
                    }
                }));
    }

    /** An empty requirement beside others says that nothing is needed. */
    private static boolean needsToken(JsonNode operation) {
        if (!operation.has("security")) {
            return false;
        }
        for (JsonNode requirement : operation.get("security")) {
            if (requirement.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void compareOperation(String place, JsonNode then, JsonNode now) {
        compareParameters(place, byName(then), byName(now));
        if (!needsToken(then) && needsToken(now)) {
            breaks.add(place + " needs a token now");
        }
        if (then.has("requestBody")) {
            compareContent(place, Side.SENT, then.get("requestBody"), now.path("requestBody"));
        }
        if (now.at("/requestBody/required").asBoolean()
                && !then.at("/requestBody/required").asBoolean()) {
            breaks.add(place + " needs a body now");
        }
        then.get("responses").properties().forEach(response -> {
            JsonNode answer = now.get("responses").path(response.getKey());
            if (answer.isMissingNode()) {
                breaks.add(place + ": answer " + response.getKey() + " was removed");
            } else {
                compareContent(place, Side.ANSWERED, response.getValue(), answer);
            }
        });
    }

    private void compareParameters(String place, Map<String, JsonNode> then, Map<String, JsonNode> now) {
        then.forEach((name, parameter) -> {
            if (now.containsKey(name)) {
                compareSchema(
                        place + ": " + name,
                        Side.SENT,
                        parameter.get("schema"),
                        now.get(name).get("schema"));
            } else {
                breaks.add(place + ": " + name + " was removed");
            }
        });
        now.forEach((name, parameter) -> {
            boolean neededThen =
                    then.containsKey(name) && then.get(name).path("required").asBoolean();
            if (parameter.path("required").asBoolean() && !neededThen) {
                breaks.add(place + ": " + name + " is required now");
            }
        });
    }

    private static Map<String, JsonNode> byName(JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation
                .path("parameters")
                .forEach(parameter -> parameters.put(
                        parameter.get("in").asText() + " parameter '"
                                + parameter.get("name").asText() + "'",
                        parameter));
        return parameters;
    }

    private void compareContent(String place, Side side, JsonNode then, JsonNode now) {
        then.path("content").properties().forEach(type -> {
            JsonNode there = now.path("content").path(type.getKey());
            if (there.isMissingNode()) {
                breaks.add(place + ": " + side.word + " " + type.getKey() + " was removed");
            } else {
                compareSchema(place + ": " + side.word, side, type.getValue().get("schema"), there.get("schema"));
            }
        });
    }

    private void compareSchema(String place, Side side, JsonNode thenOrReference, JsonNode nowOrReference) {
        String pair = side + " " + thenOrReference.path("$ref").asText() + " "
                + nowOrReference.path("$ref").asText();
        if (thenOrReference.has("$ref") && !passed.add(pair)) {
            return; // a view that contains itself, or one that was compared at another place
        }
        JsonNode then = resolve(released, thenOrReference);
        JsonNode now = resolve(served, nowOrReference);
        compareTypes(place, side, then, now);
        if (side == Side.SENT) {
            compareBounds(place, then, now);
        }
        for (String part : List.of("items", "additionalProperties")) {
            if (then.path(part).isObject() && now.path(part).isObject()) {
                compareSchema(place + "[]", side, then.get(part), now.get(part));
            }
        }
        compareFields(place, side, then, now);
    }

    /** The schema itself; of one of a schema and null it is that schema, which may be null too. */
    private static JsonNode resolve(JsonNode document, JsonNode schema) {
        if (schema.has("oneOf")) {
            ObjectNode either = resolve(document, schema.at("/oneOf/0")).deepCopy();
            String type = either.get("type").asText();
            either.putArray("type").add(type).add("null");
            return either;
        }
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private void compareTypes(String place, Side side, JsonNode then, JsonNode now) {
        Set<String> before = texts(then.path("type"));
        Set<String> after = texts(now.path("type"));
        Set<String> narrow = side == Side.SENT ? before : after;
        Set<String> wide = side == Side.SENT ? after : before;
        boolean fits = narrow.stream()
                .allMatch(type -> wide.contains(type) || (type.equals("integer") && wide.contains("number")));
        if (!wide.isEmpty() && (narrow.isEmpty() || !fits)) { // a schema without a type is of any type
            breaks.add(place + " was " + words(before) + " and is " + words(after));
        }
        for (String rule : List.of("format", "pattern")) {
            if (!then.path(rule).equals(now.path(rule)) && (then.has(rule) || side == Side.SENT)) {
                breaks.add(place + " has the " + rule + " " + now.path(rule).asText("none") + ", it had "
                        + then.path(rule).asText("none"));
            }
        }
    }

    private static String words(Set<String> types) {
        return types.isEmpty() ? "anything" : String.join(" or ", types);
    }

    private void compareBounds(String place, JsonNode then, JsonNode now) {
        boolean higher = now.has("minimum")
                && now.get("minimum").asDouble() > then.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
        boolean lower = now.has("maximum")
                && now.get("maximum").asDouble() < then.path("maximum").asDouble(Double.POSITIVE_INFINITY);
        if (higher || lower) {
            breaks.add(place + " has a narrower range");
        }
        Set<String> words = texts(then.path("enum"));
        words.removeAll(texts(now.path("enum")));
        if (now.has("enum") && (!then.has("enum") || !words.isEmpty())) {
            breaks.add(place + " takes no longer " + (then.has("enum") ? String.join(", ", words) : "any text"));
        }
        if (!then.path("default").asText().equals(now.path("default").asText())) {
            breaks.add(place + " has the default " + now.path("default").asText("none") + ", it was "
                    + then.path("default").asText("none"));
        }
    }

    private void compareFields(String place, Side side, JsonNode then, JsonNode now) {
        for (String kind : List.of("properties", "patternProperties")) {
            then.path(kind).properties().forEach(field -> {
                JsonNode there = now.path(kind).path(field.getKey());
                String named = place + ", field '" + field.getKey() + "'";
                if (there.isMissingNode()) {
                    breaks.add(named + " was removed");
                } else {
                    compareSchema(named, side, field.getValue(), there);
                }
            });
        }
        Set<String> needed = texts((side == Side.SENT ? now : then).path("required"));
        needed.removeAll(texts((side == Side.SENT ? then : now).path("required")));
        needed.retainAll(side == Side.SENT ? needed : names(now.path("properties")));
        needed.forEach(field -> breaks.add(
                place + ", field '" + field + "' " + (side == Side.SENT ? "is required now" : "may be absent now")));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new TreeSet<>();
        if (node.isArray()) {
            node.forEach(text -> texts.add(text.asText()));
        } else if (!(node instanceof MissingNode)) {
            texts.add(node.asText());
        }
        return texts;
    }

    private enum Side {
        SENT("body"),
        ANSWERED("answer");

        private final String word;

        Side(String word) {
            this.word = word;
        }
    }
}
