package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.List;

/** Writes the lines of a bundle and stores the source line in the mapping of each. One thread. */
final class BundleText {

    private final StringBuilder text = new StringBuilder();
    private final List<Integer> sources = new ArrayList<>();

    /** Adds a line {@code key: value}; the value must already be YAML. */
    BundleText add(int source, int depth, String key, String yaml) {
        text.append("  ".repeat(depth)).append(key).append(':');
        text.append(yaml.isEmpty() ? "" : " " + yaml).append('\n');
        sources.add(source);
        return this;
    }

    /** A text as a YAML scalar. */
    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                quoted.append(String.format("\\x%02X", (int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** The line of the mapping that is the source of a line of the bundle, both from 1. */
    int source(int line) {
        return sources.get(Math.min(Math.max(line, 1), sources.size()) - 1);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
