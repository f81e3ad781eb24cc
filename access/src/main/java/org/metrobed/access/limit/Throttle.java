package org.metrobed.access.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Computes for each message of a client how long it must wait. Remembers the clients that sent last, so that a
 * reconnect does not reset a limit. Thread-safe.
 */
public final class Throttle {

    private static final int MOST_CLIENTS = 10_000;

    private final ClientLimits limits;
    private final Map<String, Buckets> clients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Buckets> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    public Throttle(ClientLimits limits) {
        this.limits = limits;
    }

    /**
     * Counts a message of a client.
     *
     * @param nowNanos the time from {@link System#nanoTime}
     * @return the wait of this message and of later ones, in nanoseconds; usually 0
     */
    public synchronized long take(String clientId, long bytes, long nowNanos) {
        Buckets buckets = clients.computeIfAbsent(
                clientId,
                id -> new Buckets(
                        new TokenBucket(limits.messagesPerSecond(), nowNanos),
                        new TokenBucket(limits.bytesPerSecond(), nowNanos)));
        return Math.max(buckets.messages.take(1, nowNanos), buckets.bytes.take(bytes, nowNanos));
    }

    private record Buckets(TokenBucket messages, TokenBucket bytes) {}
}
