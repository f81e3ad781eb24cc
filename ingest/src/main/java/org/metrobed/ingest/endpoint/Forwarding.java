package org.metrobed.ingest.endpoint;

import java.util.List;
import org.metrobed.model.TopicFilter;

/**
 * Decides which messages clients may get: commands, retained messages, and messages that the log does not store. Readings
 * are not forwarded. Pure functions.
 */
final class Forwarding {

    private static final List<TopicFilter> COMMANDS = List.of(
            TopicFilter.of("spBv1.0/+/NCMD/#"), TopicFilter.of("spBv1.0/+/DCMD/#"), TopicFilter.of("spBv1.0/STATE/#"));
    private static final String SPARKPLUG = "spBv1.0/";
    private static final String STATUS = "/status";

    private Forwarding() {}

    /** Whether a client's message goes to the clients that subscribed to its topic. */
    static boolean forwards(String topic, boolean retain, MessageLog log) {
        return retain || !log.wants(topic) || isCommand(topic);
    }

    /**
     * Whether a subscription gets every message that it matches, except readings that are not retained. A filter of readings is
     * refused, because its client would wait for them in vain.
     */
    static boolean accepts(String filter, MessageLog log) {
        return isCommand(filter) || filter.endsWith(STATUS) || !log.overlaps(filter);
    }

    /** Whether a topic, or all topics of a filter, are commands or the state of a host application of Sparkplug. */
    static boolean isCommand(String filter) {
        if (!filter.startsWith(SPARKPLUG)) {
            return false;
        }
        TopicFilter wanted = TopicFilter.of(filter);
        return COMMANDS.stream().anyMatch(command -> command.covers(wanted));
    }
}
