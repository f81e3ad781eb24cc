package org.metrobed.ingest.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which of the messages of a connection the broker marked as redelivered. Paho 1.2.5 reads the mark and drops it, so it is
 * taken off the wire: the reader counts the PUBLISH packets that come in, the receiver those that are delivered, and both
 * counts agree because Paho delivers each once and in order. One reading thread, one receiving thread.
 */
final class Redeliveries {

    private final Queue<Long> marked = new ConcurrentLinkedQueue<>();
    private long read;
    private long delivered;

    /** The reader met a PUBLISH packet. */
    void read(boolean duplicate) {
        read++;
        if (duplicate) {
            marked.add(read);
        }
    }

    /** Whether the next message that is delivered was marked. */
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
