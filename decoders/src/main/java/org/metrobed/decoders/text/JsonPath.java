package org.metrobed.decoders.text;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.metrobed.decoders.spi.DecoderOptionException;

/**
 * A location in a JSON message: a JSON Pointer (RFC 6901) from the current reading or, after {@code root:}, from the
 * whole message. {@code key:} is the name of the current reading, if it is a member of an object. Immutable.
 */
public record JsonPath(Base base, JsonPointer pointer) {

    private static final String ROOT = "root:";
    private static final String KEY = "key:";

    /** Where a pointer begins. */
    public enum Base {
        READING,
        ROOT,
        /** The name of the reading itself; there is no pointer. */
        KEY
    }

    /**
     * Parses a path.
     *
     * @param option the option that contains it, for the error message
     * @throws DecoderOptionException if it is not a path
     */
    public static JsonPath parse(String option, String text) {
        if (text.equals(KEY)) {
            return new JsonPath(Base.KEY, JsonPointer.empty());
        }
        boolean fromRoot = text.startsWith(ROOT);
        try {
            return new JsonPath(
                    fromRoot ? Base.ROOT : Base.READING,
                    JsonPointer.compile(fromRoot ? text.substring(ROOT.length()) : text));
        } catch (IllegalArgumentException e) {
            throw new DecoderOptionException(
                    option + " must be a JSON Pointer such as /sensors/0/value, or root:/sensors/0/value");
        }
    }

    /** Whether it counts from the whole message. */
    public boolean fromRoot() {
        return base == Base.ROOT;
    }

    /**
     * The node at the location; null if there is none. JSON's null is a node.
     *
     * @param key the name of the reading; null if it has none
     */
    public JsonNode find(JsonNode root, JsonNode element, String key) {
        if (base == Base.KEY) {
            return key == null ? null : TextNode.valueOf(key);
        }
        JsonNode found = (base == Base.ROOT ? root : element).at(pointer);
        return found.isMissingNode() ? null : found;
    }

    @Override
    public String toString() {
        return switch (base) {
            case READING -> pointer.toString();
            case ROOT -> ROOT + pointer;
            case KEY -> KEY;
        };
    }
}
