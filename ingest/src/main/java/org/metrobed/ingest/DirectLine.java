package org.metrobed.ingest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.metrobed.ingest.endpoint.MessageLog;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.KeyRules;

/**
 * The messages of one client on their way to the raw log. If the key rules have changed, or a message has parts, the next message
 * follows when Kafka has stored the ones before, so that their order is kept.
 */
final class DirectLine implements MessageLog.Line {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final DirectSource source;
    private final Executor thread;
    private final AckQueue queue;
    private final RawRecords records;
    private final RawSender sender;
    private final AtomicInteger unstored = new AtomicInteger();
    private final AtomicReference<CompletableFuture<Void>> idle = new AtomicReference<>();
    private KeyRules rules;
    private volatile boolean stopped;

    DirectLine(DirectSource source, IntConsumer acknowledge, Executor thread) {
        this.source = source;
        this.thread = thread;
        this.queue = new AckQueue(acknowledge, source.counters());
        this.rules = source.rules();
        this.records = source.records();
        this.sender = source.sender(records);
    }

    @Override
    public CompletionStage<Void> accept(Incoming message, MessageLog.Outcome outcome) {
        source.counters().received(message, records.gateway(message));
        source.unbound().hear(message, true);
        AckQueue.Ticket ticket = message.qos() == 0 ? null : queue.add(message.messageId());
        KeyRules now = source.rules();
        if (now == rules) {
            return send(message, ticket, outcome);
        }
        rules = now;
        return awaitIdle()
                .thenComposeAsync(
                        none -> {
                            records.use(now);
                            return send(message, ticket, outcome);
                        },
                        thread);
    }

    @Override
    public void pass(int messageId) {
        queue.pass(messageId, () -> {});
    }

    @Override
    public int inFlight() {
        return queue.size();
    }

    @Override
    public void stop() {
        stopped = true;
        queue.stop();
        source.ended(this);
    }

    /** Waits until all messages are acknowledged; false if some are not after the limit. */
    boolean awaitEmpty(Duration limit) throws InterruptedException {
        return queue.awaitEmpty(limit);
    }

    private CompletionStage<Void> send(Incoming message, AckQueue.Ticket ticket, MessageLog.Outcome outcome) {
        unstored.incrementAndGet();
        if (RawRecords.countParts(message) == 0) {
            sendRecord(message, List.of(), ticket, outcome);
            return DONE;
        }
        return sendParts(message)
                .thenAcceptAsync(
                        offsets -> {
                            if (stopped) {
                                settle(ticket, outcome, false); // the client sends it again
                            } else {
                                sendRecord(message, offsets, ticket, outcome);
                            }
                        },
                        thread)
                .exceptionally(failure -> {
                    fail(new KafkaException("a part is refused", failure), ticket, outcome);
                    return null;
                });
    }

    private CompletableFuture<List<Long>> sendParts(Incoming message) {
        try {
            return sender.sendParts(message);
        } catch (KafkaException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void sendRecord(Incoming message, List<Long> parts, AckQueue.Ticket ticket, MessageLog.Outcome outcome) {
        try {
            sender.sendRecord(message, parts, (metadata, failure) -> {
                if (failure == null) {
                    source.counters().confirmed();
                    settle(ticket, outcome, true);
                } else {
                    fail(failure, ticket, outcome);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            fail(e, ticket, outcome);
        }
    }

    private void fail(Exception failure, AckQueue.Ticket ticket, MessageLog.Outcome outcome) {
        if (!source.ending().isOver()) {
            source.ending().fail(failure);
        }
        settle(ticket, outcome, false);
    }

    private void settle(AckQueue.Ticket ticket, MessageLog.Outcome outcome, boolean stored) {
        outcome.settle(stored);
        if (stored && ticket != null) {
            queue.confirm(ticket);
        }
        if (unstored.decrementAndGet() == 0) {
            CompletableFuture<Void> waits = idle.getAndSet(null);
            if (waits != null) {
                waits.complete(null);
            }
        }
    }

    private CompletableFuture<Void> awaitIdle() {
        CompletableFuture<Void> waits = new CompletableFuture<>();
        idle.set(waits);
        if (unstored.get() == 0) {
            waits.complete(null);
        }
        return waits;
    }
}
