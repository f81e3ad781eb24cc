package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.List;

/** Writes the lines of a bundle and remembers of each which line of the mapping it comes from. One thread. */
final class BundleText {

    private final StringBuilder text = new StringBuilder();
    private final List<Integer> sources = new ArrayList<>();

    /** Adds a line of {@code key: value}; what is there of the value is YAML already. */
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

    /** The line of the mapping that a line of the bundle comes from, both from 1. */
    int source(int line) {
        return sources.get(Math.min(Math.max(line, 1), sources.size()) - 1);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
