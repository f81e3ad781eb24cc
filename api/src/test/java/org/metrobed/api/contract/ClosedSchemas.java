package org.metrobed.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of an OpenAPI document, closed: an object has no field that its schema does not describe. Thread-safe.
 */
public final class ClosedSchemas {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final JsonNode document;

    /** Of this document, which stays as it is. */
    public ClosedSchemas(JsonNode document) {
        this.document = document.deepCopy();
        close(this.document.at("/components/schemas"));
        close(this.document.get("paths"));
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            if (!object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
        node.forEach(ClosedSchemas::close);
    }

    /**
     * What a value breaks.
     *
     * @param pointer JSON pointer of a schema in the document
     */
    public List<String> breaches(String pointer, JsonNode value) {
        return compiled.computeIfAbsent(pointer, this::compile).validate(value).stream()
                .map(Error::toString)
                .limit(3)
                .toList();
    }

    private Schema compile(String pointer) {
        JsonNode schema = document.at(pointer);
        if (schema.isMissingNode()) {
            throw new IllegalArgumentException("the document has no schema at " + pointer);
        }
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        return registry.getSchema(whole);
    }
}
