package org.metrobed.stream.support;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of a layout whose bytes are pinned. Immutable.
 *
 * @param form the layout; its name is also that of its folder of golden bytes
 * @param cases values by name of the case
 */
public record GoldenLayout<T>(StateFormat<T> form, Map<String, T> cases) {

    /** A layout without cases. */
    public static <T> GoldenLayout<T> of(StateFormat<T> form) {
        return new GoldenLayout<>(form, Map.of());
    }

    /** The name of the layout in checkpoints; it never changes. */
    public String name() {
        return form.name();
    }

    /** This layout with one more case. */
    public GoldenLayout<T> with(String particular, T value) {
        Map<String, T> more = new LinkedHashMap<>(cases);
        more.put(particular, value);
        return new GoldenLayout<>(form, more);
    }
}
