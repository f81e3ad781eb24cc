package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.OperatorGuard;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;

/** The OpenAPI 3.1 document of all declared routes. Thread-safe. */
public final class OpenApiResource {

    private static final String DESCRIPTION = """
            Reads a deployment: its catalog (testbeds, projects, things, datastreams), its data (observations, \
            windows, profiles, latest) and its problems (alerts, gaps, deadletters). Times are ISO 8601 UTC, ranges \
            half-open, flags QARTOD (1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing). Every answer states the \
            log time that it shows (asOf). The next page of a list is at 'next', in the body and in the header Link. \
            Errors are problems (RFC 9457). Requests that change something are POSTs and need the operator token.""";

    private static final String OPERATOR = "operator";

    private final Routes routes;

    /** The document of these routes, read at each request. */
    public OpenApiResource(Routes routes) {
        this.routes = routes;
    }

    /** Registers its path. */
    public void register(Routes to) {
        to.add(new Route(
                "/openapi.json",
                "This document",
                List.of(),
                new Route.Output(null, false, List.of(Format.JSON)),
                this::show));
    }

    private void show(Request request) {
        request.answer(document());
    }

    /** The document. */
    ObjectNode document() {
        ViewSchemas schemas = new ViewSchemas();
        ObjectNode document = node().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Metrobed").put("version", "1").put("description", DESCRIPTION);
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes.list()) {
            ObjectNode path =
                    paths.has(route.path()) ? (ObjectNode) paths.get(route.path()) : paths.putObject(route.path());
            path.set(route.method().toLowerCase(Locale.ROOT), operation(route, schemas));
        }
        schemas.reference(Problem.class);
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.components());
        components
                .putObject("securitySchemes")
                .putObject(OPERATOR)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "the operator token of the deployment, setting " + OperatorGuard.TOKEN_SETTING);
        return document;
    }

    private static ObjectNode operation(Route route, ViewSchemas schemas) {
        ObjectNode operation = node().put("summary", route.summary());
        ArrayNode parameters = operation.putArray("parameters");
        route.parameters().forEach(parameter -> parameters.add(parameter(parameter, route.isInPath(parameter))));
        if (route.writes()) {
            operation.putArray("security").addObject().putArray(OPERATOR);
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(Format.JSON.mediaType())
                    .set("schema", schemas.posted(route.body()));
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode good = responses.putObject(route.writes() ? "202" : "200").put("description", route.summary());
        ObjectNode content = good.putObject("content");
        for (Format format : route.output().formats()) {
            ObjectNode body = content.putObject(format.mediaType());
            body.set("schema", body(route.output(), format, schemas));
        }
        ObjectNode bad = responses.putObject("default").put("description", "A problem (RFC 9457)");
        bad.putObject("content")
                .putObject("application/problem+json")
                .set("schema", node().put("$ref", "#/components/schemas/Problem"));
        return operation;
    }

    private static ObjectNode body(Route.Output output, Format format, ViewSchemas schemas) {
        if (output.view() == null || format != Format.JSON) {
            return node().put("type", output.view() == null && format == Format.JSON ? "object" : "string");
        }
        ObjectNode item = schemas.reference(output.view());
        return output.list() ? envelope(item) : item;
    }

    private static ObjectNode envelope(ObjectNode item) {
        ObjectNode schema = node().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("asOf")
                .put("type", "string")
                .put("format", "date-time")
                .put("description", "the log time shown; absent on lists of the catalog");
        properties
                .putObject("datetime")
                .put("type", "string")
                .put("description", "the phenomenon time covered, FROM/TO; absent where there is none");
        properties.putObject("items").put("type", "array").set("items", item);
        ObjectNode next = properties.putObject("next").put("description", "path of the next page; null on the last");
        next.putArray("type").add("string").add("null");
        schema.putArray("required").add("items").add("next");
        return schema;
    }

    private static ObjectNode parameter(QueryParameter parameter, boolean inPath) {
        ObjectNode node = node().put("name", parameter.name())
                .put("in", inPath ? "path" : "query")
                .put("required", inPath)
                .put("description", parameter.description());
        ObjectNode scalar = scalar(parameter);
        if (!parameter.repeatable()) {
            node.set("schema", scalar);
            return node;
        }
        node.put("style", "form").put("explode", false);
        node.putObject("schema").put("type", "array").set("items", scalar);
        return node;
    }

    private static ObjectNode scalar(QueryParameter parameter) {
        ObjectNode schema = node();
        switch (parameter.kind()) {
            case TEXT -> schema.put("type", "string");
            case INSTANT -> schema.put("type", "string").put("format", "date-time");
            case INTEGER, NUMBER ->
                schema.put("type", parameter.kind().name().toLowerCase(Locale.ROOT))
                        .put("minimum", parameter.min())
                        .put("maximum", parameter.max());
        }
        if (!parameter.words().isEmpty()) {
            ArrayNode words = schema.putArray("enum");
            parameter.words().forEach(words::add);
        }
        if (parameter.defaultText() != null) {
            schema.put("default", parameter.defaultText());
        }
        return schema;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
