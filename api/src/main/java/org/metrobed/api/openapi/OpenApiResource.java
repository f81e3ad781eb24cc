package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.OperatorGuard;
import org.metrobed.api.http.Problem;
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

    private final Routes routes;

    /** The document of these routes, read at each request. */
    public OpenApiResource(Routes routes) {
        this.routes = routes;
    }

    /** Registers its path. */
    public void register(Routes to) {
        to.add(new Route(
                Route.DOCUMENT,
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
        Operations operations = new Operations(schemas);
        ObjectNode document = node().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Metrobed").put("version", "1").put("description", DESCRIPTION);
        document.putArray("servers").addObject().put("url", "/").put("description", "the server of this document");
        ArrayNode tags = document.putArray("tags");
        routes.list().stream()
                .map(Operations::tag)
                .distinct()
                .forEach(tag -> tags.addObject().put("name", tag));
        document.putArray("security"); // reading needs none
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes.list()) {
            ObjectNode path =
                    paths.has(route.path()) ? (ObjectNode) paths.get(route.path()) : paths.putObject(route.path());
            path.set(route.method().toLowerCase(Locale.ROOT), operations.operation(route));
        }
        schemas.reference(Problem.class);
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.components());
        components
                .putObject("securitySchemes")
                .putObject(Operations.OPERATOR)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "the operator token of the deployment, setting " + OperatorGuard.TOKEN_SETTING);
        return document;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
