package org.metrobed.lab.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway that loses no message: if the connection is lost, unacknowledged messages are published again, in order,
 * through the next connection. One thread, except for the counts.
 */
public final class LoadGateway implements AutoCloseable {

    private static final long RETRY_NANOS = 100_000_000;
    private static final long LIMIT_NANOS = 180_000_000_000L;
    private static final int REFUSED = 0x80;
    private static final int NO_SUBSCRIBER = 0x10;

    private final String url;
    private final String clientId;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Map<Integer, Message> unacknowledged = new LinkedHashMap<>();
    private MqttConnection connection;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong undelivered = new AtomicLong();

    /**
     * A message to be published. The arrays are not copied; nobody changes them.
     *
     * @param topic the topic in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Message(byte[] topic, byte[] payload) {}

    private LoadGateway(String url, String clientId) {
        this.url = url;
        this.clientId = clientId;
    }

    /** Connects a gateway; waits until the broker is available. */
    public static LoadGateway open(String url, String clientId) {
        LoadGateway gateway = new LoadGateway(url, clientId);
        gateway.connect();
        return gateway;
    }

    /**
     * Publishes at QoS 1; waits while too many messages are unacknowledged or the broker is unavailable.
     *
     * @throws UncheckedIOException when the broker is unavailable for three minutes
     */
    public void publish(Message message) {
        waiting.addLast(message);
        sendWaiting();
    }

    /** Sends the buffered messages. */
    public void flush() {
        try {
            connection.flush();
        } catch (IOException e) {
            reconnect();
            sendWaiting();
        }
    }

    /** Waits until everything is acknowledged. */
    public void finish() {
        while (!waiting.isEmpty() || !unacknowledged.isEmpty()) {
            sendWaiting();
            try {
                connection.finish();
            } catch (IOException e) {
                reconnect();
            }
        }
    }

    /** The number of messages that the broker has acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** The number of messages that were published again, because a connection was lost before their acknowledgement. */
    public long resent() {
        return resent.get();
    }

    /** The number of messages that the broker acknowledged without a subscriber: they are lost. */
    public long undelivered() {
        return undelivered.get();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            connection.abort();
        }
    }

    private void sendWaiting() {
        while (!waiting.isEmpty()) {
            Message message = waiting.peekFirst();
            try {
                int id = connection.publish(message.topic(), message.payload(), message.payload().length);
                waiting.removeFirst();
                unacknowledged.put(id, message);
            } catch (IOException e) {
                reconnect();
            }
        }
    }

    private void acknowledge(int messageId, int reason) throws IOException {
        if (reason >= REFUSED) {
            throw new IOException("the broker refuses a message: " + reason);
        }
        unacknowledged.remove(messageId);
        acknowledged.incrementAndGet();
        if (reason == NO_SUBSCRIBER) {
            undelivered.incrementAndGet();
        }
    }

    private void reconnect() {
        connection.abort();
        List<Message> again = new ArrayList<>(unacknowledged.values());
        unacknowledged.clear();
        for (int i = again.size() - 1; i >= 0; i--) {
            waiting.addFirst(again.get(i));
        }
        resent.addAndGet(again.size());
        connect();
    }

    private void connect() {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            try {
                connection = MqttConnection.open(url, clientId, this::acknowledge);
                return;
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new UncheckedIOException("gateway " + clientId + " has no broker: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }
}
