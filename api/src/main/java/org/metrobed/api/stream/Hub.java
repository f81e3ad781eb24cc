package org.metrobed.api.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Passes the events of the log to every client and keeps the recent ones for clients that reconnect. The log is followed
 * only while it is heard: while there are clients, or some wait to be accepted. Thread-safe; publishing never waits for
 * a client.
 */
final class Hub {

    /** A client that gets all events after its position; the recent events are those up to it. */
    record Subscription(StreamClient client, LogPosition position, List<StreamEvent> recent) {}

    /** The usual number of recent events that are kept. */
    static final int RING = 10_000;

    private final int maxClients;
    private final int queueCapacity;
    private final int ringCapacity;
    private final Deque<StreamEvent> ring = new ArrayDeque<>();
    private final List<StreamClient> clients = new ArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private final List<LogPosition> asked = new ArrayList<>();
    private int waiting;
    private boolean open;
    private boolean closed;
    private LogPosition start;
    private LogPosition position;

    Hub(int maxClients, int queueCapacity, int ringCapacity) {
        this.maxClients = maxClients;
        this.queueCapacity = queueCapacity;
        this.ringCapacity = ringCapacity;
    }

    /**
     * The log is followed from this position; earlier events are dropped and clients must reconnect. Clients are
     * accepted after {@link #open}.
     */
    synchronized void begin(LogPosition from) {
        end();
        start = from;
        position = from;
    }

    /** The events that were in the log at its beginning have been published: clients are accepted. */
    synchronized void open() {
        open = true;
        asked.clear();
        notifyAll();
    }

    /** The log is followed no longer; clients must reconnect. */
    synchronized void end() {
        open = false;
        ring.clear();
        start = null;
        position = null;
        closeClients();
        notifyAll();
    }

    /** Ends if nobody listens. Returns whether it did. */
    synchronized boolean endUnheard() {
        boolean unheard = !isHeard();
        if (unheard) {
            end();
        }
        return unheard;
    }

    /** Whether there are clients, or some wait to be accepted. */
    synchronized boolean isHeard() {
        return waiting > 0 || !clients.isEmpty();
    }

    /** Waits until somebody listens. Returns whether somebody does. */
    synchronized boolean awaitListener(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); !isHeard() && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return isHeard();
    }

    /** The positions from which waiting clients go on. */
    synchronized List<LogPosition> listAsked() {
        return List.copyOf(asked);
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

    /**
     * Adds a client for the events that match, if need be after a wait until the log is followed.
     *
     * @param last the position from which the client goes on
     * @return empty if there are too many clients, or if the log is not followed in time
     */
    synchronized Optional<Subscription> subscribe(
            Predicate<StreamEvent> wanted, Optional<LogPosition> last, Duration patience) throws InterruptedException {
        if (clients.size() + waiting >= maxClients || !awaitOpen(last, patience)) {
            return Optional.empty();
        }
        StreamClient client = new StreamClient(queueCapacity, wanted);
        clients.add(client);
        return Optional.of(
                new Subscription(client, position, ring.stream().filter(wanted).toList()));
    }

    private boolean awaitOpen(Optional<LogPosition> last, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        waiting++;
        last.filter(known -> !open).ifPresent(asked::add);
        notifyAll();
        try {
            for (long left = patience.toNanos(); !open && !closed && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return open && !closed;
        } finally {
            waiting--;
        }
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

    /** Closes all clients and accepts no others. */
    synchronized void close() {
        closed = true;
        closeClients();
        notifyAll();
    }

    private void closeClients() {
        clients.forEach(StreamClient::close);
        clients.clear();
    }

    synchronized int countClients() {
        return clients.size();
    }

    /** Number of clients that were dropped because they were too slow. */
    long countDropped() {
        return dropped.sum();
    }
}
