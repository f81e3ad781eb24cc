package org.metrobed.ingest.endpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.metrobed.model.TopicFilter;

/**
 * The session of one client: its subscriptions, the messages that wait for it, and its messages of QoS 2 that it has not
 * released. The last two are in memory only. Thread-safe.
 */
final class ClientSession {

    /** The number of messages that wait for a client; the oldest are dropped. */
    static final int MOST_WAITING = 1_000;

    private static final int MOST_IDS = 65_535;

    private final String clientId;
    private final String user;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<Integer, CompletableFuture<Void>> unreleased = new HashMap<>();
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private final LinkedHashMap<Integer, Delivery> sent = new LinkedHashMap<>();
    private int lastId;

    ClientSession(String clientId, String user) {
        this.clientId = clientId;
        this.user = user;
    }

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

    /** Adds a message if a subscription matches its topic; false otherwise. */
    synchronized boolean offer(Delivery delivery, boolean isConnected) {
        TopicFilter topic = TopicFilter.of(delivery.topic());
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

    /** Adds a message for this client. */
    synchronized void add(Delivery delivery) {
        if (waiting.size() >= MOST_WAITING) {
            waiting.removeFirst();
        }
        waiting.add(delivery);
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
                }
                return Optional.of(new Sending(head, id, false));
            }
        }
        return Optional.empty();
    }

    /** The client has acknowledged a message. */
    synchronized void acknowledged(int id) {
        sent.remove(id);
    }

    /** The messages that the client has not acknowledged, for a new connection. */
    synchronized List<Sending> listUnacknowledged() {
        List<Sending> again = new ArrayList<>();
        sent.forEach((id, delivery) -> again.add(new Sending(delivery, id, true)));
        return again;
    }

    /** Begins a message of QoS 2; empty: it is new; otherwise completes when the message of this id is stored. */
    synchronized Optional<CompletableFuture<Void>> receive(int id) {
        return Optional.ofNullable(unreleased.putIfAbsent(id, new CompletableFuture<>()));
    }

    /** Whether the client has not released a message of QoS 2. */
    synchronized boolean isUnreleased(int id) {
        return unreleased.containsKey(id);
    }

    /** The log has stored a message of QoS 2. */
    synchronized void stored(int id) {
        CompletableFuture<Void> received = unreleased.get(id);
        if (received != null) {
            received.complete(null);
        }
    }

    /** The client releases the id of a message of QoS 2; false if it is not known. */
    synchronized boolean release(int id) {
        return unreleased.remove(id) != null;
    }

    /** Forgets messages that the log will not confirm any more. */
    synchronized void forgetUnstored() {
        unreleased.values().removeIf(received -> !received.isDone());
    }

    private int freeId() {
        do {
            lastId = lastId % MOST_IDS + 1;
        } while (sent.containsKey(lastId));
        return lastId;
    }
}
