package org.metrobed.decoders.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value within a JSON message, with the values that enclose it as far as a binding steps into them. Immutable by contract.
 *
 * @param node the value
 * @param key its name, if it is a member of an object that was stepped into; else null
 * @param position its place among the elements or members that were stepped into, from 0; -1 for the whole message
 * @param enclosing the value that it was stepped into from; null for the whole message
 */
public record PlacedNode(JsonNode node, String key, int position, PlacedNode enclosing) {

    /** The whole message. */
    public static PlacedNode root(JsonNode root) {
        return new PlacedNode(root, null, -1, null);
    }

    /** The whole message that contains this value. */
    PlacedNode outermost() {
        PlacedNode place = this;
        while (place.enclosing != null) {
            place = place.enclosing;
        }
        return place;
    }
}
