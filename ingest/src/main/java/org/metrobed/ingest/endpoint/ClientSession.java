package org.metrobed.ingest.endpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.model.TopicFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one client: its subscriptions, the messages that wait for it, and its messages of QoS 2 that it has not
 * released. The last two are in memory only. Thread-safe.
 */
final class ClientSession {

    /** The number of messages that wait for a client; the oldest are dropped. */
    static final int MOST_WAITING = 1_000;
    /** The bytes of messages that wait for a client or that it has not acknowledged; the oldest that wait are dropped. */
    static final long MOST_BYTES = 4L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

    private static final int MOST_IDS = 65_535;

    private final String clientId;
    private final String user;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final ForwardedBytes forwarded;
    private final Map<Integer, Received> unreleased = new HashMap<>();
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private final LinkedHashMap<Integer, Delivery> sent = new LinkedHashMap<>();
    private long bytes;
    private int lastId;
    private boolean warned;
    private boolean ended;

    ClientSession(String clientId, String user, ForwardedBytes forwarded) {
        this.clientId = clientId;
        this.user = user;
        this.forwarded = forwarded;
    }

    /** A message of QoS 2; {@code repeated}: learns of its end for the client, which has sent it again. */
    private record Received(boolean stored, MessageLog.Outcome repeated) {}

    private record Subscription(TopicFilter filter, int qos) {}

    /**
     * A message on its way to the client.
     *
     * @param id 0 at QoS 0
     * @param again whether it was sent before
     */
    record Sending(Delivery delivery, int id, boolean again) {}

    String clientId() {
        return clientId;
    }

    /** The user to whom the session belongs; empty for a client without one. */
    String user() {
        return user;
    }

    /** Subscribes; true if there was no such subscription. */
    synchronized boolean subscribe(String filter, int qos) {
        return subscriptions.put(filter, new Subscription(TopicFilter.of(filter), qos)) == null;
    }

    /** Unsubscribes; false if there was no such subscription. */
    synchronized boolean unsubscribe(String filter) {
        return subscriptions.remove(filter) != null;
    }

    /** The filters with their QoS. */
    synchronized Map<String, Integer> listFilters() {
        Map<String, Integer> filters = new LinkedHashMap<>();
        subscriptions.forEach((filter, subscription) -> filters.put(filter, subscription.qos()));
        return filters;
    }

    synchronized boolean isSubscribed() {
        return !subscriptions.isEmpty();
    }

    /** Adds a message if a subscription matches its topic; false otherwise. */
    synchronized boolean offer(Delivery delivery, TopicFilter topic, boolean isConnected) {
        int granted = subscriptions.values().stream()
                .filter(one -> one.filter().covers(topic))
                .mapToInt(Subscription::qos)
                .max()
                .orElse(-1);
        if (granted < 0) {
            return false;
        }
        Delivery fitting = delivery.at(Math.min(granted, delivery.qos()));
        if (isConnected || fitting.qos() > 0) {
            add(fitting);
        }
        return true;
    }

    /** Adds a message for this client; drops the oldest ones that wait if there is no room. */
    synchronized void add(Delivery delivery) {
        if (ended) {
            return;
        }
        while (!take(delivery)) {
            dropped("too many messages wait for it");
            if (waiting.isEmpty()) {
                return;
            }
            free(waiting.removeFirst());
        }
        waiting.add(delivery);
    }

    /** A message from or for this client is not forwarded. */
    synchronized void dropped(String why) {
        forwarded.dropped();
        if (!warned) {
            warned = true;
            LOG.warn("dropped a message of client id '{}': {}", clientId.replaceAll("\\p{Cntrl}", "?"), why);
        }
    }

    /** The session has ended: nothing waits for the client any more. */
    synchronized void end() {
        ended = true;
        waiting.forEach(this::free);
        waiting.clear();
        sent.values().forEach(this::free);
        sent.clear();
    }

    /** The next message to send, if there is one and the client takes one. */
    synchronized Optional<Sending> next(int receiveMaximum, long nowMillis) {
        while (!waiting.isEmpty()) {
            Delivery head = waiting.peekFirst();
            if (head.qos() > 0 && sent.size() >= receiveMaximum) {
                return Optional.empty();
            }
            waiting.removeFirst();
            if (head.expiresMillis() >= nowMillis) {
                int id = head.qos() > 0 ? freeId() : 0;
                if (id > 0) {
                    sent.put(id, head);
                } else {
                    free(head);
                }
                return Optional.of(new Sending(head, id, false));
            }
            free(head);
        }
        return Optional.empty();
    }

    /** The client has acknowledged a message. */
    synchronized void acknowledged(int id) {
        Delivery delivery = sent.remove(id);
        if (delivery != null) {
            free(delivery);
        }
    }

    /** The messages that the client has not acknowledged, for a new connection. */
    synchronized List<Sending> listUnacknowledged() {
        List<Sending> again = new ArrayList<>();
        sent.forEach((id, delivery) -> again.add(new Sending(delivery, id, true)));
        return again;
    }

    /**
     * Begins a message of QoS 2; false if it was received before and is not released. Then {@code repeated} learns whether
     * that one is stored, unless the message is received once more before.
     */
    boolean receive(int id, MessageLog.Outcome repeated) {
        synchronized (this) {
            Received before = unreleased.get(id);
            if (before == null || !before.stored()) {
                unreleased.put(id, new Received(false, before == null ? stored -> {} : repeated));
                return before == null;
            }
        }
        repeated.settle(true);
        return false;
    }

    /** Whether the client has not released a message of QoS 2. */
    synchronized boolean isUnreleased(int id) {
        return unreleased.containsKey(id);
    }

    /** The log has stored a message of QoS 2, or will not: then its id is new again. */
    void settle(int id, boolean stored) {
        Received received;
        synchronized (this) {
            received = unreleased.get(id);
            if (received == null || received.stored()) {
                return;
            }
            if (stored) {
                unreleased.put(id, new Received(true, received.repeated()));
            } else {
                unreleased.remove(id);
            }
        }
        received.repeated().settle(stored);
    }

    /** The client releases the id of a message of QoS 2; false if it is not known. */
    synchronized boolean release(int id) {
        return unreleased.remove(id) != null;
    }

    /** Forgets messages that the log will not confirm any more. */
    synchronized void forgetUnstored() {
        unreleased.values().removeIf(received -> !received.stored());
    }

    private boolean take(Delivery delivery) {
        long size = ForwardedBytes.size(delivery);
        boolean taken = waiting.size() < MOST_WAITING && bytes + size <= MOST_BYTES && forwarded.take(delivery);
        bytes += taken ? size : 0;
        return taken;
    }

    private void free(Delivery delivery) {
        bytes -= ForwardedBytes.size(delivery);
        forwarded.free(delivery);
    }

    private int freeId() {
        do {
            lastId = lastId % MOST_IDS + 1;
        } while (sent.containsKey(lastId));
        return lastId;
    }
}
