package org.metrobed.decoders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.JsonCondition;
import org.metrobed.decoders.text.PlacedNode;
import org.metrobed.decoders.text.Utf8;
import org.metrobed.model.TopicTemplate;

/**
 * Conditions on a message, all of which must hold: on its topic, its first byte, and values of its JSON. Immutable; thread-safe.
 *
 * @param topics templates, each of which the topic must match
 * @param firstBytes sets of numbers, each of which must have the first byte
 * @param values conditions on values; a message that is no JSON meets none
 */
record MessageCondition(List<TopicTemplate> topics, List<Set<Integer>> firstBytes, List<JsonCondition> values) {

    private static final int BYTE = 0xff;

    MessageCondition {
        topics = List.copyOf(topics);
        firstBytes = List.copyOf(firstBytes);
        values = List.copyOf(values);
    }

    /**
     * The conditions of an option: a map of one of topic and first-byte, or of path with is, is-not or absent; or a list of such maps.
     *
     * @throws DecoderOptionException if it states no condition
     */
    static MessageCondition parse(String option, JsonNode given) {
        List<JsonNode> maps = new ArrayList<>();
        (given.isArray() ? given : List.of(given)).forEach(maps::add);
        return new MessageCondition(
                maps.stream()
                        .filter(map -> map.has("topic"))
                        .map(map -> topic(option, map))
                        .toList(),
                maps.stream()
                        .filter(map -> map.has("first-byte"))
                        .map(map -> firstBytes(option, map))
                        .toList(),
                maps.stream()
                        .filter(map -> !map.has("topic") && !map.has("first-byte"))
                        .flatMap(map -> JsonCondition.list(option, map, false).stream())
                        .toList());
    }

    private static TopicTemplate topic(String option, JsonNode map) {
        try {
            if (map.size() == 1 && map.get("topic").isTextual()) {
                return TopicTemplate.parse(map.get("topic").textValue());
            }
        } catch (IllegalArgumentException e) {
            throw new DecoderOptionException(option + ".topic: " + e.getMessage());
        }
        throw new DecoderOptionException(option + ".topic must be a template of topics, alone in its map");
    }

    private static Set<Integer> firstBytes(String option, JsonNode map) {
        JsonNode given = map.get("first-byte");
        Set<Integer> bytes = new HashSet<>();
        for (JsonNode one : given.isArray() ? given : List.of(given)) {
            if (!one.isIntegralNumber() || one.asInt(-1) < 0 || one.asInt() > BYTE || map.size() > 1) {
                throw new DecoderOptionException(
                        option + ".first-byte must be a number from 0 to 255 or a list of these, alone in its map");
            }
            bytes.add(one.asInt());
        }
        return bytes;
    }

    /**
     * Whether all hold.
     *
     * @param root the message as JSON, of which {@link #root} reads one
     */
    boolean test(Message message, Supplier<JsonNode> root) {
        byte[] payload = message.payload();
        return topics.stream().allMatch(topic -> topic.match(message.topic()).isPresent())
                && firstBytes.stream().allMatch(bytes -> payload.length > 0 && bytes.contains(payload[0] & BYTE))
                && (values.isEmpty() || isMet(PlacedNode.root(root.get())));
    }

    private boolean isMet(PlacedNode root) {
        return !root.node().isMissingNode() && values.stream().allMatch(condition -> condition.test(root));
    }

    /** A message as JSON; a missing node if it is none. */
    static JsonNode root(Message message) {
        Optional<String> text = Utf8.text(message.payload());
        try {
            return text.isEmpty() ? MissingNode.getInstance() : Json.tree(text.get());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
