package org.metrobed.ingest.endpoint;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all messages that wait for clients, that clients have not acknowledged, or that are retained. A message beyond the
 * limit is dropped and counted. A message for several clients counts for each. Thread-safe.
 */
final class ForwardedBytes {

    /** The largest payload that is forwarded or retained, bytes. */
    static final int MOST_PAYLOAD = 64 << 10;
    /** The limit of all together, bytes. */
    static final long LIMIT = 64L << 20;

    private static final int OVERHEAD_BYTES = 128;

    private final EndpointCounters counters;
    private final AtomicLong bytes = new AtomicLong();

    /** Nothing yet. */
    ForwardedBytes(EndpointCounters counters) {
        this.counters = counters;
    }

    /** The bytes that a message takes. */
    static long size(Delivery delivery) {
        return (long) delivery.payload().length + delivery.topic().length() + OVERHEAD_BYTES;
    }

    /** Takes the bytes of a message; false without room. */
    boolean take(Delivery delivery) {
        long size = size(delivery);
        if (bytes.addAndGet(size) <= LIMIT) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    /** The message is sent or forgotten. */
    void free(Delivery delivery) {
        bytes.addAndGet(-size(delivery));
    }

    /** Counts a message that is dropped. */
    void dropped() {
        counters.countDropped();
    }

    long bytes() {
        return bytes.get();
    }
}
