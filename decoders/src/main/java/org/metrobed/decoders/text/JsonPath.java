package org.metrobed.decoders.text;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import org.metrobed.decoders.spi.DecoderOptionException;

/**
 * A location in a JSON message: a JSON Pointer (RFC 6901) from the current reading or, after {@code root:}, from the
 * whole message. Immutable.
 */
public record JsonPath(boolean fromRoot, JsonPointer pointer) {

    private static final String ROOT = "root:";

    /**
     * Parses a path.
     *
     * @param option the option that contains it, for the error message
     * @throws DecoderOptionException if it is not a path
     */
    public static JsonPath parse(String option, String text) {
        boolean fromRoot = text.startsWith(ROOT);
        try {
            return new JsonPath(fromRoot, JsonPointer.compile(fromRoot ? text.substring(ROOT.length()) : text));
        } catch (IllegalArgumentException e) {
            throw new DecoderOptionException(
                    option + " must be a JSON Pointer such as /sensors/0/value, or root:/sensors/0/value");
        }
    }

    /** The node at the location; null if there is none. JSON's null is a node. */
    public JsonNode find(JsonNode root, JsonNode element) {
        JsonNode found = (fromRoot ? root : element).at(pointer);
        return found.isMissingNode() ? null : found;
    }

    @Override
    public String toString() {
        return (fromRoot ? ROOT : "") + pointer;
    }
}
