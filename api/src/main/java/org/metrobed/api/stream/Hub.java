package org.metrobed.api.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Hands the events of the log to every client and keeps the recent ones for those who come back. Thread-safe; no call
 * waits for a client.
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

    /** The log is followed from here; what was kept before is forgotten and clients must come again. */
    synchronized void begin(LogPosition from) {
        ring.clear();
        start = from;
        position = from;
        closeClients();
    }

    /** An event of the log, in the order of its partition. */
    synchronized void publish(StreamEvent event) {
        position = position.after(event.partition(), event.offset());
        ring.addLast(event);
        if (ring.size() > ringCapacity) {
            StreamEvent oldest = ring.removeFirst();
            start = start.after(oldest.partition(), oldest.offset());
        }
        offer(new StreamClient.Delta(event, position));
    }

    /** An event that is in no log: told to those who listen, not kept for those who come back. */
    synchronized void tell(StreamEvent event) {
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

    /**
     * A new client for the events that it wants; empty when there are too many clients or the log is not followed yet.
     */
    synchronized Optional<Subscription> subscribe(Predicate<StreamEvent> wanted) {
        if (position == null || clients.size() >= maxClients) {
            return Optional.empty();
        }
        StreamClient client = new StreamClient(queueCapacity, wanted);
        clients.add(client);
        return Optional.of(
                new Subscription(client, position, ring.stream().filter(wanted).toList()));
    }

    /** Whether everything after a position, and nothing before its time, can still be told. */
    synchronized boolean canResume(LogPosition from) {
        return position != null && position.reaches(from) && from.reaches(start);
    }

    /** Ends a client. */
    synchronized void remove(StreamClient client) {
        client.close();
        clients.remove(client);
    }

    /** Ends all clients. */
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

    /** How many clients were too slow. */
    long countDropped() {
        return dropped.sum();
    }
}
