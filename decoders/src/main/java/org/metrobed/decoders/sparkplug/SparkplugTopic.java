package org.metrobed.decoders.sparkplug;

import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a Sparkplug topic: {@code spBv1.0/GROUP/KIND/NODE[/DEVICE]}. Immutable.
 *
 * @param kind the kind of message
 * @param group the group; empty for a state
 * @param node the edge node; for a state, the host
 * @param device the device; null for a message of the node itself
 */
record SparkplugTopic(Kind kind, String group, String node, String device) {

    private static final String NAMESPACE = "spBv1.0";
    private static final String STATE = "STATE";
    private static final int NODE_LEVELS = 4;

    /** The kind of a message, from the third level of its topic. */
    enum Kind {
        NBIRTH,
        DBIRTH,
        NDATA,
        DDATA,
        NDEATH,
        DDEATH,
        NCMD,
        DCMD,
        STATE;

        private boolean hasDevice() {
            return this == DBIRTH || this == DDATA || this == DDEATH || this == DCMD;
        }
    }

    /** Parses a topic; empty if it is not a topic of Sparkplug B. */
    static Optional<SparkplugTopic> parse(String topic) {
        String[] levels = topic.split("/", -1);
        if (Arrays.asList(levels).contains("")) {
            return Optional.empty();
        }
        boolean current = levels.length == 3 && levels[0].equals(NAMESPACE) && levels[1].equals(STATE);
        if (current || (levels.length == 2 && levels[0].equals(STATE))) {
            return Optional.of(new SparkplugTopic(Kind.STATE, "", levels[levels.length - 1], null));
        }
        if (levels.length < NODE_LEVELS || levels.length > NODE_LEVELS + 1 || !levels[0].equals(NAMESPACE)) {
            return Optional.empty();
        }
        String device = levels.length == NODE_LEVELS ? null : levels[NODE_LEVELS];
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.STATE && kind.name().equals(levels[2]))
                .filter(kind -> kind.hasDevice() == (device != null))
                .findFirst()
                .map(kind -> new SparkplugTopic(kind, levels[1], levels[3], device));
    }

    /** Whether it is sent to nodes and devices or between hosts, not by nodes and devices. */
    boolean isFromHost() {
        return kind == Kind.NCMD || kind == Kind.DCMD || kind == Kind.STATE;
    }

    /** {@code GROUP/NODE}. */
    String edgeNode() {
        return group + "/" + node;
    }

    /** The source of the metrics: the device, otherwise the node. */
    String source() {
        return device == null ? node : device;
    }

    /** The topic to which commands for the node are published. */
    String commandTopic() {
        return NAMESPACE + "/" + group + "/" + Kind.NCMD + "/" + node;
    }
}
