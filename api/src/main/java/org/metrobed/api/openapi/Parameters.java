package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.metrobed.api.http.QueryParameter;

/** Describes the parameters of routes. Static functions only. */
final class Parameters {

    /** Examples by name; every one is accepted, whatever a deployment holds. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("datetime", "P7D/.."),
            Map.entry("tz", "Europe/Paris"),
            Map.entry("window", "PT1H"),
            Map.entry("agg", "mean"),
            Map.entry("bbox", "-180,-90,180,90"),
            Map.entry("longer_than", "PT5M"),
            Map.entry("at", "2026-05-01T12:00:00Z"),
            Map.entry("topic", "v3/+/devices/#"),
            Map.entry("decoder", "native-json/1"),
            Map.entry("limit", "100"),
            Map.entry("last", "10"),
            Map.entry("fill_limit", "24"),
            Map.entry("min_coverage", "0.75"));

    private Parameters() {}

    /** A parameter of the path or of the query. */
    static ObjectNode describe(QueryParameter parameter, boolean inPath) {
        ObjectNode node = node().put("name", parameter.name())
                .put("in", inPath ? "path" : "query")
                .put("required", inPath)
                .put("description", parameter.description());
        ObjectNode scalar = scalar(parameter);
        if (parameter.repeatable()) {
            node.put("style", "form").put("explode", false);
            node.putObject("schema").put("type", "array").set("items", scalar);
        } else {
            node.set("schema", scalar);
        }
        String example = EXAMPLES.get(parameter.name());
        if (example != null && !inPath) {
            putExample(node, parameter, example);
        }
        return node;
    }

    private static void putExample(ObjectNode node, QueryParameter parameter, String example) {
        if (parameter.repeatable()) {
            node.putArray("example").add(example);
        } else {
            put(node, "example", parameter, example);
        }
    }

    private static ObjectNode scalar(QueryParameter parameter) {
        ObjectNode schema = node();
        switch (parameter.kind()) {
            case TEXT -> schema.put("type", "string");
            case INSTANT -> schema.put("type", "string").put("format", "date-time");
            case INTEGER ->
                schema.put("type", "integer")
                        .put("minimum", (long) parameter.min())
                        .put("maximum", (long) parameter.max());
            case NUMBER ->
                schema.put("type", parameter.kind().name().toLowerCase(Locale.ROOT))
                        .put("minimum", parameter.min())
                        .put("maximum", parameter.max());
        }
        if (!parameter.words().isEmpty()) {
            ArrayNode words = schema.putArray("enum");
            parameter.words().forEach(words::add);
        }
        if (parameter.defaultText() != null) {
            put(schema, "default", parameter, parameter.defaultText());
        }
        return schema;
    }

    private static void put(ObjectNode node, String name, QueryParameter parameter, String text) {
        switch (parameter.kind()) {
            case INTEGER -> node.put(name, Long.parseLong(text));
            case NUMBER -> node.put(name, Double.parseDouble(text));
            default -> node.put(name, text);
        }
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
