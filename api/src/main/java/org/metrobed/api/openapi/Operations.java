package org.metrobed.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.metrobed.api.access.Role;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Route;
import org.metrobed.api.thing.FeatureCollection;

/** Describes routes as operations of OpenAPI. Not thread-safe. */
final class Operations {

    /** The name of the security scheme. */
    static final String OPERATOR = "operator";

    private static final String ROOT = "/api/v1";
    private static final String SERVER = "server";

    private final ViewSchemas schemas;

    Operations(ViewSchemas schemas) {
        this.schemas = schemas;
    }

    /** The operation of a route. */
    ObjectNode operation(Route route) {
        ObjectNode operation = node().put("operationId", id(route)).put("summary", route.summary());
        operation.putArray("tags").add(tag(route));
        ArrayNode parameters = operation.putArray("parameters");
        route.parameters()
                .forEach(parameter -> parameters.add(Parameters.describe(parameter, route.isInPath(parameter))));
        if (route.role() != Role.PUBLIC) {
            operation.putArray("security").addObject().putArray(OPERATOR);
        } else if (route.reach() == Route.Reach.WHOLE) { // needed alone where a project is not public
            ArrayNode security = operation.putArray("security");
            security.addObject();
            security.addObject().putArray(OPERATOR);
        }
        if (route.isPosted()) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(Format.JSON.mediaType())
                    .set("schema", schemas.posted(route.body()));
        }
        ObjectNode responses = operation.putObject("responses");
        route.output().statuses().forEach(status -> responses.set(Integer.toString(status), answer(route)));
        responses.set("default", problem());
        return operation;
    }

    /** The group of a route: the resource that it belongs to. */
    static String tag(Route route) {
        List<String> levels = levels(route.path());
        return route.path().startsWith(ROOT + "/") ? levels.get(0) : SERVER;
    }

    /** A name that is unique and stays, such as {@code listWindows} and {@code getThingsByTestbedByThing}. */
    private static String id(Route route) {
        List<String> levels = levels(route.path());
        String name = levels.stream()
                .map(level -> level.startsWith("{") ? "By" + capital(level.substring(1)) : capital(level))
                .collect(Collectors.joining());
        String verb = route.isPosted() ? "post" : route.output().list() ? "list" : "get";
        return verb + (name.isEmpty() ? "LandingPage" : name);
    }

    private static List<String> levels(String path) {
        List<String> levels = new ArrayList<>();
        for (String level :
                path.substring(path.startsWith(ROOT) ? ROOT.length() : 0).split("/", -1)) {
            if (!level.isEmpty()) {
                levels.add(level);
            }
        }
        return levels;
    }

    private static String capital(String level) {
        String letters = level.replaceAll("[^A-Za-z]", "");
        return letters.substring(0, 1).toUpperCase(Locale.ROOT) + letters.substring(1);
    }

    private ObjectNode answer(Route route) {
        ObjectNode answer = node().put("description", route.summary());
        if (!route.writes()) {
            answer.set("headers", Headers.of(route));
        }
        ObjectNode content = answer.putObject("content");
        for (Format format : route.output().formats()) {
            content.putObject(format.mediaType()).set("schema", body(route.output(), format));
        }
        return answer;
    }

    private static ObjectNode problem() {
        ObjectNode problem = node().put("description", "A problem (RFC 9457)");
        problem.putObject("content")
                .putObject("application/problem+json")
                .set("schema", node().put("$ref", "#/components/schemas/Problem"));
        return problem;
    }

    private ObjectNode body(Route.Output output, Format format) {
        if (output.view() == null) {
            return node().put("type", List.of(Format.JSON, Format.GEOJSON).contains(format) ? "object" : "string");
        }
        if (format == Format.GEOJSON) {
            return schemas.reference(FeatureCollection.class);
        }
        if (format != Format.JSON) {
            return node().put("type", "string");
        }
        ObjectNode item = schemas.reference(output.view());
        return output.list() ? Envelope.of(item) : item;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
