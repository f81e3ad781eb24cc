package org.metrobed.api.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Passes the events of the log to every client and keeps the recent ones for clients that reconnect. Thread-safe; no
 * call waits for a client.
 */
final class Hub {

    /** A client that gets all events after its position; the recent events are those up to it. */
    record Subscription(StreamClient client, LogPosition position, List<StreamEvent> recent) {}

    private final int maxClients;
    private final int queueCapacity;
    private final int ringCapacity;
    private final Deque<StreamEvent> ring = new ArrayDeque<>();
    private final List<StreamClient> clients = new ArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private LogPosition start;
    private LogPosition position;

    Hub(int maxClients, int queueCapacity, int ringCapacity) {
        this.maxClients = maxClients;
        this.queueCapacity = queueCapacity;
        this.ringCapacity = ringCapacity;
    }

    /** The log is followed from this position; earlier events are dropped and clients must reconnect. */
    synchronized void begin(LogPosition from) {
        ring.clear();
        start = from;
        position = from;
        closeClients();
    }

    /** Publishes an event of the log, in the order of its partition. */
    synchronized void publish(StreamEvent event) {
        position = position.after(event.partition(), event.offset());
        ring.addLast(event);
        if (ring.size() > ringCapacity) {
            StreamEvent oldest = ring.removeFirst();
            start = start.after(oldest.partition(), oldest.offset());
        }
        offer(new StreamClient.Delta(event, position));
    }

    /** Sends an event that is in no log to the current clients; it is not kept for reconnecting ones. */
    synchronized void send(StreamEvent event) {
        offer(new StreamClient.Delta(event, null));
    }

    private void offer(StreamClient.Delta delta) {
        clients.removeIf(client -> {
            boolean gone = !client.offer(delta);
            if (gone) {
                dropped.increment();
            }
            return gone;
        });
    }

    /** Adds a client for the events that match; empty if there are too many clients or the log is not followed yet. */
    synchronized Optional<Subscription> subscribe(Predicate<StreamEvent> wanted) {
        if (position == null || clients.size() >= maxClients) {
            return Optional.empty();
        }
        StreamClient client = new StreamClient(queueCapacity, wanted);
        clients.add(client);
        return Optional.of(
                new Subscription(client, position, ring.stream().filter(wanted).toList()));
    }

    /** Whether a client can resume from a position: all events after it are kept, and it is not ahead of the log. */
    synchronized boolean canResume(LogPosition from) {
        return position != null && position.reaches(from) && from.reaches(start);
    }

    /** Closes a client. */
    synchronized void remove(StreamClient client) {
        client.close();
        clients.remove(client);
    }

    /** Closes all clients. */
    synchronized void closeClients() {
        clients.forEach(StreamClient::close);
        clients.clear();
    }

    /** Whether the log is followed. */
    synchronized boolean following() {
        return position != null;
    }

    synchronized int countClients() {
        return clients.size();
    }

    /** Number of clients that were dropped because they were too slow. */
    long countDropped() {
        return dropped.sum();
    }
}
