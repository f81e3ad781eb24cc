package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The object around the items of a list. Static functions only. */
final class Envelope {

    private Envelope() {}

    /** Around items of this schema. */
    static ObjectNode of(ObjectNode item) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        time(properties, "asOf", "the log time shown; absent on lists of the catalog");
        properties
                .putObject("datetime")
                .put("type", "string")
                .put("description", "the phenomenon time covered, FROM/TO; absent where there is none");
        time(
                properties,
                "begins",
                "time of the first row of the selection, if there is none at the time covered because it lies later");
        properties.putObject("items").put("type", "array").set("items", item);
        ObjectNode next = properties.putObject("next").put("description", "path of the next page; null on the last");
        next.putArray("type").add("string").add("null");
        schema.putArray("required").add("items").add("next");
        return schema;
    }

    private static void time(ObjectNode properties, String name, String meaning) {
        properties
                .putObject(name)
                .put("type", "string")
                .put("format", "date-time")
                .put("description", meaning);
    }
}
