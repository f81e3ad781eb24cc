package org.metrobed.decoders.spi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options that a binding gives to its decoder: a JSON object, as the catalog stores it. Immutable; thread-safe. */
public final class DecoderOptions {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** No options. */
    public static final DecoderOptions NONE = parse("{}");

    private final JsonNode object;

    private DecoderOptions(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads options.
     *
     * @param json an object; empty text for none
     * @throws DecoderOptionException if it is not a JSON object
     */
    public static DecoderOptions parse(String json) {
        try {
            JsonNode node = MAPPER.readTree(json.isEmpty() ? "{}" : json);
            if (!node.isObject()) {
                throw new DecoderOptionException("options must be a map of names to values");
            }
            return new DecoderOptions(node);
        } catch (JsonProcessingException e) {
            throw new DecoderOptionException("options are not JSON: " + e.getOriginalMessage());
        }
    }

    /** The names of the given options. */
    public List<String> listNames() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** The JSON tree of an option; empty if it is not given. For options with a structure. */
    public Optional<JsonNode> find(String name) {
        return Optional.ofNullable(object.get(name)).map(JsonNode::deepCopy);
    }

    /** These options without one of them, and with those of an object in place of those of the same names. */
    public DecoderOptions with(ObjectNode others, String without) {
        ObjectNode merged = object.deepCopy();
        merged.remove(without);
        merged.setAll(others.deepCopy());
        return new DecoderOptions(merged);
    }

    /**
     * The text of an option.
     *
     * @param otherwise the result if it is not given
     * @throws DecoderOptionException if it is not a text
     */
    public String text(String name, String otherwise) {
        JsonNode node = object.get(name);
        if (node == null) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw new DecoderOptionException(name + " must be a text");
        }
        return node.textValue();
    }

    /**
     * The list of texts of an option, numbers among them as texts; empty if it is not given.
     *
     * @throws DecoderOptionException if it is not a list of texts
     */
    public List<String> texts(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node) {
            texts.add(one.isNumber() ? one.asText() : one.textValue());
        }
        if (!node.isArray() || texts.contains(null)) {
            throw new DecoderOptionException(name + " must be a list of texts");
        }
        return List.copyOf(texts);
    }

    @Override
    public String toString() {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }
}
