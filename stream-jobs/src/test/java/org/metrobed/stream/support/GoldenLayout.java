package org.metrobed.stream.support;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of a layout whose bytes are pinned. Immutable.
 *
 * @param name what the layout is called in folders of golden bytes and in checkpoints; never changes
 * @param form the layout
 * @param cases values by what is particular about them
 */
public record GoldenLayout<T>(String name, StateFormat<T> form, Map<String, T> cases) {

    /** A layout without cases. */
    public static <T> GoldenLayout<T> of(String name, StateFormat<T> form) {
        return new GoldenLayout<>(name, form, Map.of());
    }

    /** With one case more. */
    public GoldenLayout<T> with(String particular, T value) {
        Map<String, T> more = new LinkedHashMap<>(cases);
        more.put(particular, value);
        return new GoldenLayout<>(name, form, more);
    }
}
