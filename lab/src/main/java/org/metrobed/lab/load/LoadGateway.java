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
 * A gateway that forgets nothing: what the broker has not acknowledged when the connection is lost is published again, in
 * order, through the next. One thread, except for the counts.
 */
public final class LoadGateway implements AutoCloseable {

    private static final long RETRY_NANOS = 100_000_000;
    private static final long LIMIT_NANOS = 180_000_000_000L;
    private static final int REFUSED = 0x80;
    private static final int UNHEARD = 0x10;

    private final String url;
    private final String clientId;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Map<Integer, Message> unacknowledged = new LinkedHashMap<>();
    private MqttConnection connection;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong unheard = new AtomicLong();

    /**
     * What is published. Handed on, not copied: nobody changes it.
     *
     * @param topic in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Message(byte[] topic, byte[] payload) {}

    private LoadGateway(String url, String clientId) {
        this.url = url;
        this.clientId = clientId;
    }

    /** Connects it; waits for a broker that is not there yet. */
    public static LoadGateway open(String url, String clientId) {
        LoadGateway gateway = new LoadGateway(url, clientId);
        gateway.connect();
        return gateway;
    }

    /**
     * Publishes at QoS 1; waits while too much is unacknowledged or the broker is away.
     *
     * @throws UncheckedIOException when the broker stays away for three minutes
     */
    public void publish(Message message) {
        waiting.addLast(message);
        sendWaiting();
    }

    /** Sends what waits to be written. */
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

    /** Messages that the broker has acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Messages published again, since a connection was lost before they were acknowledged. */
    public long resent() {
        return resent.get();
    }

    /** Messages that the broker acknowledged although nobody had subscribed to them: they are lost. */
    public long unheard() {
        return unheard.get();
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
        if (reason == UNHEARD) {
            unheard.incrementAndGet();
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
