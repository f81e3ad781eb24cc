package org.metrobed.api.stream;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One client with a bounded queue. The hub adds events and never waits: a client with a full queue is dropped.
 * Thread-safe.
 */
final class StreamClient {

    /** An event and the position after it; null for an event that is in no log. */
    record Delta(StreamEvent event, LogPosition position) {}

    private final BlockingQueue<Delta> queue;
    private final Predicate<StreamEvent> wanted;
    private volatile boolean open = true;

    StreamClient(int capacity, Predicate<StreamEvent> wanted) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.wanted = wanted;
    }

    /** Adds an event; false if the client was too slow and is dropped now. */
    boolean offer(Delta delta) {
        if (open && wanted.test(delta.event) && !queue.offer(delta)) {
            open = false;
        }
        return open;
    }

    /** The next event; null after the wait, or if the client is closed. */
    Delta poll(Duration wait) throws InterruptedException {
        return open ? queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS) : null;
    }

    /** Whether it is neither dropped nor closed. */
    boolean open() {
        return open;
    }

    void close() {
        open = false;
    }
}
