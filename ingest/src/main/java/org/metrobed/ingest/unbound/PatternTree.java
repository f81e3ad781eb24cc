package org.metrobed.ingest.unbound;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Topics by their patterns. A level under which too many names have been seen becomes {@code +}, so that the topics of many devices
 * are one pattern. There are at most {@value #MOST_PATTERNS} patterns and one for all other topics, {@code #}. Not thread-safe.
 */
final class PatternTree {

    /** Most patterns besides {@code #}. */
    static final int MOST_PATTERNS = 1_000;

    /** Most names below a level before they become {@code +}. */
    static final int MOST_NAMES = 16;

    /** The same for the first level, whose names are those of systems more than of devices. */
    static final int MOST_FIRST_NAMES = 64;

    private static final int MOST_LEVELS = 24;
    private static final int LONGEST_TOPIC = 1_000;
    private static final String ANY = "+";

    private final Node root = new Node(MOST_FIRST_NAMES);
    private final HeardTopics others = new HeardTopics();
    private int patterns;

    private final class Node {
        private final Map<String, Node> names = new HashMap<>();
        private final int most;
        private Node any;
        private HeardTopics here;

        Node(int most) {
            this.most = most;
        }

        /** The node of a name; null if it would be a new one and none is allowed. */
        Node child(String name, boolean grows) {
            if (any != null) {
                return any;
            }
            Node known = names.get(name);
            if (known != null || !grows) {
                return known;
            }
            Node child = new Node(MOST_NAMES);
            names.put(name, child);
            if (names.size() > most) {
                merge();
                return any;
            }
            return child;
        }

        private void merge() {
            if (any == null) {
                any = new Node(MOST_NAMES);
            }
            names.values().forEach(any::absorb);
            names.clear();
        }

        private void absorb(Node other) {
            if (here == null) {
                here = other.here;
            } else if (other.here != null) {
                here.absorb(other.here);
                patterns--;
            }
            other.names.forEach((name, node) -> {
                if (any != null) {
                    any.absorb(node);
                } else if (names.containsKey(name)) {
                    names.get(name).absorb(node);
                } else {
                    names.put(name, node);
                }
            });
            if (other.any != null || names.size() > most) {
                merge();
            }
            if (other.any != null) {
                any.absorb(other.any);
            }
        }

        private void forEach(String path, BiConsumer<String, HeardTopics> take) {
            if (here != null) {
                take.accept(path, here);
            }
            names.forEach((name, node) -> node.forEach(joined(path, name), take));
            if (any != null) {
                any.forEach(joined(path, ANY), take);
            }
        }

        private String joined(String path, String name) {
            return this == root ? name : path + "/" + name;
        }

        /** Removes what was heard last before a time; true if nothing is left. */
        private boolean removeOlder(long millis) {
            if (here != null && here.lastMillis() < millis) {
                here = null;
                patterns--;
            }
            names.values().removeIf(node -> node.removeOlder(millis));
            if (any != null && any.removeOlder(millis)) {
                any = null;
            }
            return here == null && names.isEmpty() && any == null;
        }
    }

    /** What was heard on the pattern of a topic, which may be a new one. */
    HeardTopics of(String topic) {
        String[] levels = topic.split("/", -1);
        if (topic.length() > LONGEST_TOPIC || levels.length > MOST_LEVELS) {
            return others;
        }
        boolean grows = patterns < MOST_PATTERNS;
        Node node = root;
        for (String level : levels) {
            node = node.child(level, grows);
            if (node == null) {
                return others;
            }
        }
        if (node.here == null) {
            if (!grows) {
                return others;
            }
            node.here = new HeardTopics();
            patterns++;
        }
        return node.here;
    }

    /** The number of patterns besides {@code #}. */
    int size() {
        return patterns;
    }

    /** Passes every pattern on which something was heard, as an MQTT topic filter. */
    void forEach(BiConsumer<String, HeardTopics> take) {
        root.forEach("", take);
        if (others.messages() > 0) {
            take.accept("#", others);
        }
    }

    /** Removes patterns on which nothing was heard since a time, milliseconds since 1970 UTC. */
    void removeOlder(long millis) {
        root.removeOlder(millis);
    }
}
