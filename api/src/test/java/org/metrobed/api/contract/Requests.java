package org.metrobed.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The requests that a document describes: each parameter alone, with the values that its schema allows and with hostile ones.
 * Immutable.
 */
public final class Requests {

    /**
     * One request.
     *
     * @param operation JSON pointer of its operation
     * @param path with its query
     * @param parameter the parameter that it tries; empty for none
     */
    public record Asked(String operation, String path, String parameter) {}

    private final JsonNode document;
    private final Map<String, String> names;

    /**
     * Requests of a document.
     *
     * @param names values of path parameters, and of parameters that select by name, that the server knows
     */
    public Requests(JsonNode document, Map<String, String> names) {
        this.document = document;
        this.names = Map.copyOf(names);
    }

    /** Requests with values that the document allows. */
    public List<Asked> documented() {
        List<Asked> all = new ArrayList<>();
        for (String path : reads()) {
            String operation = operation(path);
            all.add(new Asked(operation, filled(path), ""));
            for (JsonNode parameter : document.at(operation + "/parameters")) {
                String name = parameter.get("name").asText();
                if (parameter.get("in").asText().equals("query")) {
                    for (String value : values(parameter)) {
                        all.add(new Asked(operation, filled(path) + "?" + name + "=" + encode(value), name));
                    }
                }
            }
            formats(operation).forEach(format -> all.add(new Asked(operation, filled(path) + "?f=" + format, "f")));
        }
        return all;
    }

    /** Requests with hostile values: first one value for each parameter, then the next one. */
    public List<Asked> hostile() {
        List<Asked> all = new ArrayList<>();
        for (String value : HostileValues.QUERY) {
            for (String path : reads()) {
                String operation = operation(path);
                for (JsonNode parameter : document.at(operation + "/parameters")) {
                    String name = parameter.get("name").asText();
                    if (parameter.get("in").asText().equals("query")) {
                        all.add(new Asked(operation, filled(path) + "?" + name + "=" + value, name));
                    } else if (!value.isEmpty() && value.length() < 2_000) {
                        all.add(new Asked(operation, hostilePath(path, name, value), name));
                    }
                }
            }
        }
        return all;
    }

    /** The paths that are written. */
    public List<String> writes() {
        return paths("post");
    }

    /** A path with known names. */
    public String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    private String hostilePath(String path, String name, String value) {
        return filled(path.replace("{" + name + "}", value));
    }

    private List<String> reads() {
        return paths("get").stream().filter(path -> !path.endsWith("/stream")).toList();
    }

    private List<String> paths(String method) {
        List<String> paths = new ArrayList<>();
        document.get("paths").properties().forEach(path -> {
            if (path.getValue().has(method)) {
                paths.add(path.getKey());
            }
        });
        return paths;
    }

    private static String operation(String path) {
        return "/paths/" + path.replace("/", "~1") + "/get";
    }

    private List<String> formats(String operation) {
        return StreamSupport.stream(document.at(operation + "/parameters").spliterator(), false)
                .filter(parameter -> parameter.get("name").asText().equals("f"))
                .flatMap(parameter ->
                        StreamSupport.stream(parameter.at("/schema/enum").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    private List<String> values(JsonNode parameter) {
        List<String> values = new ArrayList<>();
        JsonNode schema =
                parameter.get("schema").has("items") ? parameter.at("/schema/items") : parameter.get("schema");
        schema.path("enum").forEach(word -> values.add(word.asText()));
        for (String bound : List.of("minimum", "maximum", "default")) {
            if (schema.has(bound)) {
                values.add(schema.get(bound).asText());
            }
        }
        JsonNode example = parameter.path("example");
        if (!example.isMissingNode()) {
            values.add(example.isArray() ? example.get(0).asText() : example.asText());
        }
        if (schema.path("format").asText().equals("date-time")) {
            values.add("2026-05-01T12:05:00Z");
            values.add("2026-05-01T14:05:00.123456+02:00");
        }
        String known = names.get(parameter.get("name").asText() + "=");
        if (known != null) {
            values.add(known);
        }
        return values.stream().distinct().toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
