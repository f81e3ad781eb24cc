package org.metrobed.analysis.correlate;

import java.util.Map;
import java.util.TreeMap;

/** The pieces of state that have changed since they were last taken, by id. Mutable, one thread. */
final class Changes<P> {

    private TreeMap<String, P> changed = new TreeMap<>();

    void put(String id, P piece) {
        changed.put(id, piece);
    }

    void remove(String id) {
        changed.put(id, null);
    }

    /** The changed pieces, null for a removed one. From now on there are none. */
    Map<String, P> take() {
        Map<String, P> taken = changed;
        changed = new TreeMap<>();
        return taken;
    }
}
