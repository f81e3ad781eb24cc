package org.metrobed.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.IntConsumer;

/**
 * The unacknowledged messages of one connection in the order of arrival. Confirmations may come in any order.
 * Acknowledgements are sent in the order of arrival, as MQTT requires, each as soon as it and all earlier messages are
 * confirmed. Its length is limited by the number of messages that a broker, or a client that connects to ingest, may send
 * unacknowledged. Thread-safe.
 */
final class AckQueue {

    private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
    private final IntConsumer acknowledge;
    private final IngestCounters counters;
    private boolean stopped;

    /** One message that waits for its confirmation. */
    static final class Ticket {
        private final int messageId;
        private final long arrivedNanos;
        private final Runnable done;
        private boolean confirmed;

        private Ticket(int messageId, long arrivedNanos, Runnable done) {
            this.messageId = messageId;
            this.arrivedNanos = arrivedNanos;
            this.done = done;
        }
    }

    /**
     * An empty queue.
     *
     * @param acknowledge receives the number of a message; must not block and must not call back
     */
    AckQueue(IntConsumer acknowledge, IngestCounters counters) {
        this.acknowledge = acknowledge;
        this.counters = counters;
    }

    /** Adds the next message. */
    synchronized Ticket add(int messageId) {
        return add(new Ticket(messageId, System.nanoTime(), null));
    }

    /**
     * Adds a message that needs no confirmation and is not counted; it is acknowledged in its turn.
     *
     * @param done called then; must not block and must not call back
     */
    synchronized void pass(int messageId, Runnable done) {
        confirm(add(new Ticket(messageId, System.nanoTime(), done)));
    }

    private Ticket add(Ticket ticket) {
        waiting.addLast(ticket);
        return ticket;
    }

    /** Confirms that the message is stored. */
    synchronized void confirm(Ticket ticket) {
        ticket.confirmed = true;
        if (stopped || waiting.peekFirst() != ticket) {
            return;
        }
        long now = System.nanoTime();
        for (Ticket head = ticket; head != null && head.confirmed; head = waiting.peekFirst()) {
            waiting.removeFirst();
            acknowledge.accept(head.messageId);
            if (head.done == null) {
                counters.acknowledged(now - head.arrivedNanos);
            } else {
                head.done.run();
            }
        }
        if (waiting.isEmpty()) {
            notifyAll();
        }
    }

    /** Number of unacknowledged messages. */
    synchronized int size() {
        return stopped ? 0 : waiting.size();
    }

    /** Sends no more acknowledgements: the connection is lost. */
    synchronized void stop() {
        stopped = true;
        waiting.clear();
        notifyAll();
    }

    /** Waits until the queue is empty; false if it is not empty after the limit. */
    synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!waiting.isEmpty()) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
