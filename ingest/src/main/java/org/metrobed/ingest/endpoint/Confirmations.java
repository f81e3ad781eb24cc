package org.metrobed.ingest.endpoint;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Takes the confirmations of the log on its thread to the event loop of a client, many at once, and counts what is not
 * stored. {@link #drain} and the numbers are for the event loop, the rest is thread-safe.
 */
final class Confirmations {

    private final EventLoop loop;
    private final Runnable wake;
    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** {@code wake} runs on the loop when there is something to drain. */
    Confirmations(EventLoop loop, Runnable wake) {
        this.loop = loop;
        this.wake = wake;
    }

    /** A message is handed to the log. */
    void sent(int size) {
        messages.incrementAndGet();
        bytes.addAndGet(size);
    }

    /** The log has stored a message. */
    void stored(int size) {
        messages.decrementAndGet();
        bytes.addAndGet(-size);
        schedule();
    }

    /** A message is due for its acknowledgement. */
    void acknowledge(int messageId) {
        acknowledged.add(messageId);
        schedule();
    }

    /** Number of messages that are not stored. */
    int messages() {
        return messages.get();
    }

    /** Bytes of messages that are not stored. */
    long bytes() {
        return bytes.get();
    }

    /** Takes all acknowledgements that are due, in order. */
    void drain(IntConsumer each) {
        scheduled.set(false);
        for (Integer id = acknowledged.poll(); id != null; id = acknowledged.poll()) {
            each.accept(id);
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            Loops.run(loop, wake);
        }
    }
}
