package org.metrobed.stream.support;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of a layout whose bytes are pinned. Immutable.
 *
 * @param name the layout's name in folders of golden bytes and in checkpoints; never changes
 * @param form the layout
 * @param cases values by name of the case
 */
public record GoldenLayout<T>(String name, StateFormat<T> form, Map<String, T> cases) {

    /** A layout without cases. */
    public static <T> GoldenLayout<T> of(String name, StateFormat<T> form) {
        return new GoldenLayout<>(name, form, Map.of());
    }

    /** This layout with one more case. */
    public GoldenLayout<T> with(String particular, T value) {
        Map<String, T> more = new LinkedHashMap<>(cases);
        more.put(particular, value);
        return new GoldenLayout<>(name, form, more);
    }
}
