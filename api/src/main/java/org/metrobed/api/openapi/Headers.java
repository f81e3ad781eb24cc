package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.metrobed.api.http.Route;
import org.metrobed.api.progress.AsOf;

/** The headers of answers. Static functions only. */
final class Headers {

    private Headers() {}

    /** Those of a route. */
    static ObjectNode of(Route route) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        header(headers, "Cache-Control", "whether caches may keep it; an answer at a given as_of never changes");
        if (!route.isForData()) {
            return headers;
        }
        header(headers, "Link", "self, describedby; next: the next page; license: of the data (RFC 8288)");
        if (route.parameters().contains(AsOf.AS_OF)) {
            header(headers, "ETag", "with as_of: send it as If-None-Match, and an answer that you have is 304");
        }
        if (route.output().list()) {
            header(headers, "Metrobed-As-Of", "the log time shown, if the list has one");
            header(headers, "Metrobed-Datetime", "the phenomenon time covered, if the list has one");
            header(headers, "Metrobed-Begins", "of an empty list: where its first row lies, if that is later");
        }
        return headers;
    }

    private static void header(ObjectNode headers, String name, String meaning) {
        headers.putObject(name).put("description", meaning).putObject("schema").put("type", "string");
    }
}
