package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.catalog.yaml.SourcePosition;

/** Writes the lines of a bundle and stores the place in the mapping of each. One thread. */
final class BundleText {

    private final StringBuilder text = new StringBuilder();
    private final List<SourcePosition> sources = new ArrayList<>();

    /** Adds a line {@code key: value}; the value must already be YAML. */
    BundleText add(SourcePosition source, int depth, String key, String yaml) {
        text.append("  ".repeat(depth)).append(key).append(':');
        text.append(yaml.isEmpty() ? "" : " " + yaml).append('\n');
        sources.add(source);
        return this;
    }

    /** The place in the mapping that is the source of a line of the bundle; lines count from 1. */
    SourcePosition source(int line) {
        return sources.get(Math.min(Math.max(line, 1), sources.size()) - 1);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
