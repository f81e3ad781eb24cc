package org.metrobed.simulators.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The unacknowledged messages in their order: some in flight, the others waiting to be sent on the current connection.
 * Guarded by its owner's lock.
 */
final class Outstanding {

    private final Map<Long, MqttLine.Outgoing> messages = new LinkedHashMap<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Set<Long> underWay = new HashSet<>();
    private long nextId;

    /** Adds a message at the end of the waiting ones. */
    void add(MqttLine.Outgoing message) {
        messages.put(nextId, message);
        waiting.add(nextId);
        nextId++;
    }

    /** A new connection: all messages wait again. */
    void restart() {
        underWay.clear();
        waiting.clear();
        waiting.addAll(messages.keySet());
    }

    /** Whether a message may be added and sent at once. */
    boolean hasRoom(int limit) {
        return waiting.isEmpty() && underWay.size() < limit;
    }

    /** Whether a message waits and may be sent. */
    boolean hasNext(int limit) {
        return !waiting.isEmpty() && underWay.size() < limit;
    }

    /** The id of the first waiting message, which is now in flight. */
    long next() {
        long id = waiting.remove();
        underWay.add(id);
        return id;
    }

    MqttLine.Outgoing message(long id) {
        return messages.get(id);
    }

    /** Removes an acknowledged message; returns whether it was still unacknowledged. */
    boolean acknowledge(long id) {
        underWay.remove(id);
        return messages.remove(id) != null;
    }

    int size() {
        return messages.size();
    }

    /** A mark after everything added so far. */
    long mark() {
        return nextId;
    }

    boolean hasBefore(long mark) {
        return !messages.isEmpty() && messages.keySet().iterator().next() < mark;
    }
}
