package org.metrobed.ingest.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which messages of a connection the broker marked as redelivered. Paho 1.2.5 reads the mark and drops it, so it is
 * read from the bytes: the reader counts received PUBLISH packets, the receiver counts delivered messages. Both counts
 * agree because Paho delivers each packet once and in order. One reading thread, one receiving thread.
 */
final class Redeliveries {

    private final Queue<Long> marked = new ConcurrentLinkedQueue<>();
    private long read;
    private long delivered;

    /** The reader found a PUBLISH packet. */
    void read(boolean duplicate) {
        read++;
        if (duplicate) {
            marked.add(read);
        }
    }

    /** Whether the next delivered message was marked. */
    boolean next() {
        delivered++;
        Long first = marked.peek();
        if (first == null || first != delivered) {
            return false;
        }
        marked.remove();
        return true;
    }
}
