package org.metrobed.decoders.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.decoders.spi.DecoderOptionException;

/**
 * A location in a message that is a tree: a JSON Pointer (RFC 6901) from the current reading; after {@code up:} from the value that
 * encloses it, after {@code root:} from the whole message. {@code key:} is the name of the current reading if it is a member of an
 * object, {@code index:} its place. In a pointer the parts <code>{key}</code> and <code>{index}</code> stand for these two, and
 * <code>{,}</code> divides a text at its commas. Immutable.
 *
 * @param base where the pointer begins
 * @param ups how many values outwards it begins
 * @param parts the parts of the pointer, unescaped
 * @param xml whether the tree is of XML: elements are lists of those of one name, of which a pointer without a number takes the first
 * @param text as the binding writes it
 */
public record JsonPath(Base base, int ups, List<String> parts, boolean xml, String text) {

    /** The member of an XML element that holds its text. */
    public static final String ELEMENT_TEXT = "";

    private static final String UP = "up:";
    private static final String ROOT = "root:";
    private static final String KEY = "key:";
    private static final String INDEX = "index:";
    private static final String KEY_PART = "{key}";
    private static final String INDEX_PART = "{index}";
    private static final String SPLIT_PART = "{,}";

    /** A longer text is not divided at commas. */
    private static final int MAX_DIVIDED = 4_096;

    private static final int MAX_UPS = 8;

    /** Where a pointer begins. */
    public enum Base {
        READING,
        ROOT,
        /** The name of the reading itself; there is no pointer. */
        KEY,
        /** The place of the reading itself; there is no pointer. */
        INDEX
    }

    public JsonPath {
        parts = List.copyOf(parts);
    }

    /**
     * Parses a path in JSON.
     *
     * @param option the option that contains it, for the error message
     * @throws DecoderOptionException if it is not a path
     */
    public static JsonPath parse(String option, String text) {
        return parse(option, text, false);
    }

    /**
     * Parses a path.
     *
     * @param option the option that contains it, for the error message
     * @param xml whether it leads through a tree of XML
     * @throws DecoderOptionException if it is not a path
     */
    public static JsonPath parse(String option, String text, boolean xml) {
        String rest = text;
        int ups = 0;
        while (rest.startsWith(UP) && ups <= MAX_UPS) {
            rest = rest.substring(UP.length());
            ups++;
        }
        Base base = switch (rest) {
            case KEY -> Base.KEY;
            case INDEX -> Base.INDEX;
            default -> rest.startsWith(ROOT) && ups == 0 ? Base.ROOT : Base.READING;
        };
        String pointer = switch (base) {
            case KEY, INDEX -> "";
            case ROOT -> rest.substring(ROOT.length());
            case READING -> rest;
        };
        if (!(pointer.isEmpty() || pointer.startsWith("/")) || pointer.matches(".*~(?![01]).*") || ups > MAX_UPS) {
            throw new DecoderOptionException(
                    option + " must be a JSON Pointer such as /sensors/0/value, root:/sensors/0/value"
                            + " or up:/time, or key: or index:");
        }
        return new JsonPath(base, ups, parts(pointer), xml, text);
    }

    private static List<String> parts(String pointer) {
        List<String> parts = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String part : pointer.substring(1).split("/", -1)) {
                parts.add(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        return parts;
    }

    /** Whether it counts from the reading itself, not from what encloses it. */
    public boolean isOfReading() {
        return base != Base.ROOT && ups == 0;
    }

    /** The node at the location; null if there is none. JSON's null is a node. */
    public JsonNode find(PlacedNode reading) {
        PlacedNode from = reading;
        for (int i = 0; i < ups && from != null; i++) {
            from = from.enclosing();
        }
        if (from == null) {
            return null;
        }
        return switch (base) {
            case KEY -> from.key() == null ? null : TextNode.valueOf(from.key());
            case INDEX -> from.position() < 0 ? null : IntNode.valueOf(from.position());
            case ROOT -> walk(from.outermost().node(), reading);
            case READING -> walk(from.node(), reading);
        };
    }

    private JsonNode walk(JsonNode start, PlacedNode reading) {
        JsonNode node = start;
        for (int i = 0; i < parts.size() && node != null; i++) {
            node = step(node, parts.get(i), reading);
        }
        return node;
    }

    private JsonNode step(JsonNode node, String part, PlacedNode reading) {
        String name = switch (part) {
            case KEY_PART -> reading.key();
            case INDEX_PART -> reading.position() < 0 ? null : Integer.toString(reading.position());
            default -> part;
        };
        if (name == null) {
            return null;
        }
        if (part.equals(SPLIT_PART) && valueOf(node).isTextual()) {
            return divide(valueOf(node).textValue());
        }
        if (!node.isArray()) {
            return node.get(name);
        }
        int index = index(name);
        if (index < 0 && xml) {
            return node.isEmpty() ? null : step(node.get(0), part, reading);
        }
        return index < 0 ? null : node.get(index);
    }

    /** The value that stands for a node: of an XML element its text. */
    public JsonNode valueOf(JsonNode node) {
        JsonNode value = node;
        if (xml && value != null && value.isArray() && !value.isEmpty()) {
            value = value.get(0);
        }
        return xml && value != null && value.has(ELEMENT_TEXT) ? value.get(ELEMENT_TEXT) : value;
    }

    private static int index(String part) {
        boolean digits = !part.isEmpty()
                && part.length() < 10
                && part.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return digits && (part.length() == 1 || part.charAt(0) != '0') ? Integer.parseInt(part) : -1;
    }

    private static JsonNode divide(String text) {
        if (text.length() > MAX_DIVIDED) {
            return null;
        }
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        for (String part : text.split(",", -1)) {
            parts.add(part.strip());
        }
        return parts;
    }

    @Override
    public String toString() {
        return text;
    }
}
