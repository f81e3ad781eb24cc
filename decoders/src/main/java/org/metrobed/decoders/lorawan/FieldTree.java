package org.metrobed.decoders.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Collects the readings of a tree of fields. A reading's name joins the names and the list positions on its path by
 * dots. Numbers are taken unchanged, booleans as 1 or 0, null as missing; texts are rejected one by one. For one
 * message and one thread.
 */
final class FieldTree {

    private static final int MAX_NAME = 256;

    private final String where;
    private final String device;
    private final List<String> except;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private long micros;
    private int index;

    /**
     * An empty collection.
     *
     * @param where the tree's name in the message, for sentences
     * @param micros the time of all readings, or {@link Measurement#NO_TIME}
     * @param except fields to skip; empty texts are none
     */
    FieldTree(String where, String device, long micros, List<String> except) {
        this.where = where;
        this.device = device;
        this.micros = micros;
        this.except = except.stream().filter(name -> !name.isEmpty()).toList();
    }

    /** Adds all fields of an object; the depth is limited by the parser. */
    void read(JsonNode object) {
        readChildren("", object);
    }

    /** Adds all fields of an object whose values are of another time. */
    void readAt(JsonNode object, long otherMicros) {
        micros = otherMicros;
        readChildren("", object);
    }

    /** Adds what cannot be read. */
    void reject(String detail) {
        rejections.add(new Decoded.Rejection(index++, Reason.MALFORMED, detail, device, null));
    }

    /** Adds a zero for each of these properties that was absent. */
    void addZeros(List<String> properties) {
        for (String property : properties) {
            if (!seen.contains(property)) {
                accept(property, 0);
            }
        }
    }

    /** The collected readings; a rejection if there are none. */
    Decoded decoded() {
        return index == 0
                ? Decoded.rejected(Reason.EMPTY, where + " has no field that could be a reading")
                : new Decoded(measurements, rejections);
    }

    private void readChildren(String path, JsonNode parent) {
        if (parent.isObject()) {
            for (Map.Entry<String, JsonNode> child : parent.properties()) {
                readChild(path, child.getKey(), child.getValue());
            }
        } else {
            for (int i = 0; i < parent.size(); i++) {
                readChild(path, Integer.toString(i), parent.get(i));
            }
        }
    }

    private void readChild(String path, String name, JsonNode node) {
        if (path.length() + name.length() >= MAX_NAME) {
            String detail = where + "." + Quote.name(path + "." + Quote.name(name)) + " has a name of over " + MAX_NAME
                    + " characters";
            rejections.add(new Decoded.Rejection(index++, Reason.MALFORMED, detail, device, null));
            return;
        }
        String property = path.isEmpty() ? name : path + "." + name;
        if (except.contains(property)) {
            return;
        }
        if (node.isContainerNode()) {
            readChildren(property, node);
        } else {
            seen.add(property);
            readLeaf(property, node);
        }
    }

    private void readLeaf(String property, JsonNode node) {
        if (node.isNumber()) {
            accept(property, node.doubleValue());
        } else if (node.isNull()) {
            accept(property, Double.NaN);
        } else {
            String detail = where + "." + Quote.name(property) + " is " + Json.kind(node)
                    + ", must be a number, a truth value or null";
            Decoded.Word word =
                    node.isTextual() || node.isBoolean() ? new Decoded.Word(node.asText(), micros, null) : null;
            rejections.add(new Decoded.Rejection(index++, Reason.NOT_A_NUMBER, detail, device, property, word));
        }
    }

    private void accept(String property, double value) {
        measurements.add(new Measurement(index++, device, property, micros, value, null));
    }
}
