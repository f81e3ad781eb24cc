package org.metrobed.catalog.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks a value with the keywords of JSON Schema that {@link BundleSchema} uses; any other keyword is an error. */
final class SchemaCheck {

    private final Map<String, Object> root;

    SchemaCheck(Map<String, Object> root) {
        this.root = root;
    }

    /** The faults of a value. */
    List<String> faults(Object value) {
        List<String> faults = new ArrayList<>();
        check(root, value, "", faults);
        return faults;
    }

    private boolean fits(Object schema, Object value) {
        List<String> faults = new ArrayList<>();
        check(map(schema), value, "", faults);
        return faults.isEmpty();
    }

    private void check(Map<String, Object> schema, Object value, String path, List<String> faults) {
        schema.forEach((word, rule) -> {
            boolean fits = switch (word) {
                case "$schema", "title", "description", "default", "deprecated", "definitions" -> true;
                case "properties", "additionalProperties" -> true;
                case "type" -> hasType(rule, value);
                case "const" -> rule.equals(value);
                case "enum" -> ((List<?>) rule).contains(value);
                case "pattern" -> !(value instanceof String text) || text.matches(".*" + rule + ".*");
                case "minimum" -> !(value instanceof Number n) || n.doubleValue() >= number(rule);
                case "maximum" -> !(value instanceof Number n) || n.doubleValue() <= number(rule);
                case "exclusiveMinimum" -> !(value instanceof Number n) || n.doubleValue() > number(rule);
                case "minItems" -> !(value instanceof List<?> list) || list.size() >= number(rule);
                case "maxItems" -> !(value instanceof List<?> list) || list.size() <= number(rule);
                case "items" ->
                    !(value instanceof List<?> list) || list.stream().allMatch(item -> fits(rule, item));
                case "required" ->
                    !(value instanceof Map<?, ?> map)
                            || ((List<?>) rule).stream().allMatch(key -> map.get(key) != null);
                case "dependencies" ->
                    !(value instanceof Map<?, ?> map)
                            || map(rule).entrySet().stream()
                                    .allMatch(entry -> !map.containsKey(entry.getKey())
                                            || ((List<?>) entry.getValue())
                                                    .stream().allMatch(map::containsKey));
                case "anyOf" -> ((List<?>) rule).stream().anyMatch(one -> fits(one, value));
                case "oneOf" ->
                    ((List<?>) rule).stream().filter(one -> fits(one, value)).count() == 1;
                case "$ref" -> fits(definition((String) rule), value);
                default -> throw new IllegalArgumentException("no such word: " + word);
            };
            if (!fits) {
                faults.add(path + " breaks " + word + " " + (word.endsWith("Of") ? "" : rule));
            }
        });
        if (value instanceof Map<?, ?> keys && isObject(schema.get("type"))) {
            checkKeys(schema, keys, path, faults);
        }
    }

    private void checkKeys(Map<String, Object> schema, Map<?, ?> keys, String path, List<String> faults) {
        Map<String, Object> known = schema.containsKey("properties") ? map(schema.get("properties")) : Map.of();
        Object others = schema.getOrDefault("additionalProperties", true);
        keys.forEach((key, value) -> {
            if (known.containsKey(key)) {
                check(map(known.get(key)), value, path + "." + key, faults);
            } else if (others instanceof Map) {
                check(map(others), value, path + "." + key, faults);
            } else if (others.equals(false)) {
                faults.add(path + " has the unknown key " + key);
            }
        });
    }

    private Map<String, Object> definition(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return map(map(root.get("definitions")).get(name));
    }

    private static boolean isObject(Object type) {
        return "object".equals(type) || (type instanceof List<?> types && types.contains("object"));
    }

    private static boolean hasType(Object rule, Object value) {
        return rule instanceof List<?> types
                ? types.stream().anyMatch(type -> hasType(type, value))
                : switch (rule.toString()) {
                    case "object" -> value instanceof Map;
                    case "array" -> value instanceof List;
                    case "string" -> value instanceof String;
                    case "number" -> value instanceof Number;
                    case "integer" -> value instanceof Integer || value instanceof Long;
                    case "boolean" -> value instanceof Boolean;
                    case "null" -> value == null;
                    default -> throw new IllegalArgumentException("no such type: " + rule);
                };
    }

    private static double number(Object rule) {
        return ((Number) rule).doubleValue();
    }

    @SuppressWarnings("unchecked") // keys of JSON are texts
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
