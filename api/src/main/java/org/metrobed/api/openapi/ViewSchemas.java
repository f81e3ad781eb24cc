package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metrobed.api.http.RecordShape;

/** JSON schemas of view records, collected by name. Not thread-safe. */
final class ViewSchemas {

    private static final Set<Type> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Type> NUMBERS = Set.of(double.class, Double.class);

    private final ObjectNode components = JsonNodeFactory.instance.objectNode();

    /** All collected schemas. */
    ObjectNode components() {
        return components;
    }

    /** A reference to the schema of a view, which is added to the components. */
    ObjectNode reference(Class<?> view) {
        String name = name(view);
        if (!components.has(name)) {
            components.putObject(name); // reserves the name, in case a view contains itself
            components.set(name, object(view));
        }
        return node().put("$ref", "#/components/schemas/" + name);
    }

    /** The same for a request body: no field is required. */
    ObjectNode posted(Class<?> body) {
        ObjectNode reference = reference(body);
        ((ObjectNode) components.get(name(body))).remove("required");
        return reference;
    }

    private ObjectNode object(Class<?> view) {
        ObjectNode schema = node().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (RecordShape.Field field : RecordShape.of(view).fields()) {
            ObjectNode property = field.nullable() ? nullable(schema(field.type())) : schema(field.type());
            if (!field.doc().isEmpty()) {
                property.put("description", field.doc());
            }
            if (!field.spread().isEmpty()) {
                schema.putObject("patternProperties").set(field.spread(), spread(property));
                continue;
            }
            properties.set(field.name(), property);
            if (!field.optional()) {
                required.add(field.name());
            }
        }
        return schema;
    }

    /** The schema of an entry of a map. */
    private static ObjectNode spread(ObjectNode map) {
        ObjectNode entry = node().setAll((ObjectNode) map.get("additionalProperties"));
        return entry.set("description", map.get("description"));
    }

    /** The same or null. */
    private static ObjectNode nullable(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = node();
            either.putArray("oneOf").add(schema).add(node().put("type", "null"));
            return either;
        }
        String type = schema.get("type").asText();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            ObjectNode schema = node().put("type", generic.getRawType() == List.class ? "array" : "object");
            schema.set(
                    generic.getRawType() == List.class ? "items" : "additionalProperties",
                    schema(arguments[arguments.length - 1]));
            return schema;
        }
        if (type instanceof Class<?> view && view.isRecord()) {
            return reference(view);
        }
        return scalar(type);
    }

    private static ObjectNode scalar(Type type) {
        ObjectNode schema = node();
        boolean nullable = type instanceof Class<?> box && !box.isPrimitive() && type != String.class;
        String word = type == boolean.class
                ? "boolean"
                : WHOLE.contains(type) ? "integer" : NUMBERS.contains(type) ? "number" : "string";
        if (nullable) {
            schema.putArray("type").add(word).add("null");
        } else {
            schema.put("type", word);
        }
        if (type == Instant.class) {
            schema.put("format", "date-time");
        }
        return schema;
    }

    private static String name(Class<?> view) {
        String name = view.getSimpleName().replaceFirst("View$", "");
        Class<?> outer = view.getEnclosingClass();
        return outer == null || Map.class.isAssignableFrom(outer) ? name : name(outer) + name;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
