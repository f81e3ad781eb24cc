package org.metrobed.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Breaks that are planted in a small document are found; what breaks nobody is not. */
final class OpenApiBreaksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "/paths/~1things/get";
    private static final String LIMIT = LIST + "/parameters/0/schema";
    private static final String STATE = LIST + "/parameters/1";
    private static final String THING = "/components/schemas/Thing";
    private static final String ORDER = "/components/schemas/Order";

    private final JsonNode released = read();

    @TestFactory
    Stream<DynamicTest> plantedBreakIsFound() {
        return Stream.of(
                broken("GET /things was removed", root -> at(root, "/paths").remove("/things")),
                broken(
                        "POST /orders was removed",
                        root -> at(root, "/paths/~1orders").remove("post")),
                broken(
                        "GET /things: query parameter 'state' was removed",
                        root -> ((ArrayNode) at(root, LIST).get("parameters")).remove(1)),
                broken(
                        "GET /things: query parameter 'state' is required now",
                        root -> at(root, STATE).put("required", true)),
                broken(
                        "GET /things: query parameter 'place' is required now",
                        root -> ((ArrayNode) at(root, LIST).get("parameters"))
                                .addObject()
                                .put("name", "place")
                                .put("in", "query")
                                .put("required", true)
                                .putObject("schema")
                                .put("type", "string")),
                broken(
                        "GET /things: query parameter 'limit' was integer and is string",
                        root -> at(root, LIMIT).put("type", "string")),
                broken(
                        "GET /things: query parameter 'limit' has a narrower range",
                        root -> at(root, LIMIT).put("maximum", 10)),
                broken(
                        "GET /things: query parameter 'limit' has a narrower range",
                        root -> at(root, LIMIT).put("minimum", 2)),
                broken(
                        "GET /things: query parameter 'limit' has the default 50, it was 100",
                        root -> at(root, LIMIT).put("default", "50")),
                broken(
                        "GET /things: query parameter 'state'[] takes no longer open",
                        root -> ((ArrayNode) at(root, STATE + "/schema/items").get("enum")).remove(0)),
                broken("GET /things needs a token now", root -> at(root, LIST).putArray("security")),
                broken(
                        "GET /things: answer text/csv was removed",
                        root -> at(root, LIST + "/responses/200/content").remove("text/csv")),
                broken(
                        "GET /things: answer 200 was removed",
                        root -> at(root, LIST + "/responses").remove("200")),
                broken(
                        "GET /things: answer, field 'items'[], field 'height' was removed",
                        root -> at(root, THING + "/properties").remove("height")),
                broken(
                        "GET /things: answer, field 'items'[], field 'height' may be absent now",
                        root -> ((ArrayNode) at(root, THING).get("required")).remove(1)),
                broken(
                        "GET /things: answer, field 'items'[], field 'id' was string and is null or string",
                        root -> at(root, THING + "/properties/id")
                                .putArray("type")
                                .add("string")
                                .add("null")),
                broken(
                        "GET /things: answer, field 'items'[], field 'height' was null or number and is null or string",
                        root -> at(root, THING + "/properties/height")
                                .putArray("type")
                                .add("string")
                                .add("null")),
                broken(
                        "GET /things: answer, field 'items'[], field 'seen' has the format none, it had date-time",
                        root -> at(root, THING + "/properties/seen").remove("format")),
                broken(
                        "GET /things: answer, field 'items'[], field '^p[0-9]{2}$' was removed",
                        root -> at(root, THING).remove("patternProperties")),
                broken(
                        "POST /orders: body, field 'reason' was removed",
                        root -> at(root, ORDER + "/properties").remove("reason")),
                broken(
                        "POST /orders: body, field 'reason' is required now",
                        root -> at(root, ORDER).putArray("required").add("reason")),
                // oasdiff/oasdiff#114
                broken(
                        "POST /notes needs a body now",
                        root -> at(root, "/paths/~1notes/post/requestBody").put("required", true)),
                broken(
                        "GET /things: answer, field 'items'[], field 'id' was string and is anything",
                        root -> at(root, THING + "/properties/id").remove("type")),
                broken(
                        "POST /orders: body, field 'note' was anything and is string",
                        root -> at(root, ORDER + "/properties/note").put("type", "string")),
                broken(
                        "POST /orders: body, field 'reason' has the pattern ^a+$, it had none",
                        root -> at(root, ORDER + "/properties/reason").put("pattern", "^a+$")),
                broken(
                        "POST /orders: body, field 'count' was number and is integer",
                        root -> at(root, ORDER + "/properties/count").put("type", "integer")));
    }

    @TestFactory
    Stream<DynamicTest> additionThatNobodyNoticesIsNone() {
        return Stream.of(
                kept("a path", root -> at(root, "/paths").putObject("/new").putObject("get")),
                kept(
                        "a parameter",
                        root -> ((ArrayNode) at(root, LIST).get("parameters"))
                                .addObject()
                                .put("name", "place")
                                .put("in", "query")
                                .put("required", false)
                                .putObject("schema")
                                .put("type", "string")),
                kept("a wider range", root -> at(root, LIMIT).put("maximum", 10_000)),
                kept(
                        "a further word",
                        root -> ((ArrayNode) at(root, STATE + "/schema/items").get("enum")).add("pending")),
                kept(
                        "a field of an answer",
                        root -> at(root, THING + "/properties")
                                .putObject("colour")
                                .put("type", "string")),
                kept(
                        "a field that is always there now",
                        root -> ((ArrayNode) at(root, THING).get("required")).add("seen")),
                kept(
                        "a number that is whole now",
                        root -> at(root, THING + "/properties/height")
                                .putArray("type")
                                .add("integer")
                                .add("null")),
                kept(
                        "a field that may be sent",
                        root -> at(root, ORDER + "/properties")
                                .putObject("colour")
                                .put("type", "string")),
                kept(
                        "a field that takes more",
                        root -> at(root, ORDER + "/properties/count")
                                .putArray("type")
                                .add("number")
                                .add("string")),
                kept(
                        "a field that takes anything now",
                        root -> at(root, ORDER + "/properties/count").remove("type")),
                kept(
                        "a field that was anything and is a text now",
                        root -> at(root, THING + "/properties/any").put("type", "string")),
                kept(
                        "a body that may be left out now",
                        root -> at(root, "/paths/~1orders/post/requestBody").put("required", false)),
                kept("other words about it", root -> at(root, LIST).put("summary", "All of them")));
    }

    @Test
    void documentThatContainsItselfComesToAnEnd() {
        assertThat(at(released, THING + "/properties/parts/items").get("$ref").asText())
                .endsWith("Thing");
        assertThat(OpenApiBreaks.list(released, released)).isEmpty();
    }

    @Test
    void eachFieldThatIsTakenFromTheDocumentOfAReleaseIsFound() throws IOException {
        JsonNode document = JSON.readTree(Files.readString(Path.of("../docs/api/openapi-0.1.0.json")));
        assertThat(OpenApiBreaks.list(document, document.deepCopy())).isEmpty();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(field -> {
                            JsonNode served = document.deepCopy();
                            at(served, "/components/schemas/" + schema.getKey() + "/properties")
                                    .remove(field);
                            assertThat(OpenApiBreaks.list(document, served))
                                    .as(schema.getKey())
                                    .isNotEmpty()
                                    .allMatch(found -> found.endsWith("field '" + field + "' was removed"));
                        }));
    }

    private DynamicTest broken(String sentence, Consumer<JsonNode> plant) {
        return DynamicTest.dynamicTest(sentence, () -> {
            JsonNode served = released.deepCopy();
            plant.accept(served);
            assertThat(OpenApiBreaks.list(released, served)).containsExactly(sentence);
        });
    }

    private DynamicTest kept(String what, Consumer<JsonNode> plant) {
        return DynamicTest.dynamicTest(what, () -> {
            JsonNode served = released.deepCopy();
            plant.accept(served);
            assertThat(served).isNotEqualTo(released);
            assertThat(OpenApiBreaks.list(released, served)).isEmpty();
        });
    }

    private static ObjectNode at(JsonNode root, String pointer) {
        return (ObjectNode) root.at(pointer);
    }

    private static JsonNode read() {
        try {
            return JSON.readTree(Files.readString(Path.of("src/test/resources/openapi/small.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
