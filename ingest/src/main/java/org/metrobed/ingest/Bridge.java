package org.metrobed.ingest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.mqtt.MqttSubscriber;

/**
 * Joins one connection to Kafka: each message is sent on arrival and acknowledged when Kafka has it, in the order of arrival.
 * A message that Kafka refuses ends the connection without acknowledgement, so that the broker resends. Thread-safe.
 */
final class Bridge implements MqttSubscriber.Listener {

    private final RawPublisher publisher;
    private final RawRecords records;
    private final IngestCounters counters;
    private final AckQueue queue;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private volatile boolean open = true;

    /**
     * How a connection ended.
     *
     * @param reason in words
     * @param kafkaFailed whether the producer must be built anew
     */
    record End(String reason, boolean kafkaFailed) {}

    Bridge(RawPublisher publisher, RawRecords records, IntConsumer acknowledge, IngestCounters counters) {
        this.publisher = publisher;
        this.records = records;
        this.counters = counters;
        this.queue = new AckQueue(acknowledge, counters);
    }

    @Override
    public void accept(Incoming message) {
        if (!open) {
            return; // not acknowledged: it will come again
        }
        counters.received(message.payload().length);
        if (RawRecords.isOversize(message)) {
            counters.oversize();
        }
        AckQueue.Ticket ticket = message.qos() == 0 ? null : queue.add(message.messageId());
        try {
            publisher.send(
                    receivedMillis -> records.record(message, receivedMillis),
                    (metadata, failure) -> settle(ticket, failure));
        } catch (KafkaException | IllegalStateException e) {
            fail(e);
        }
    }

    @Override
    public void lost(String reason) {
        finish(new End("connection lost: " + reason, false));
    }

    /** Kafka refused something for good. */
    void fail(Exception failure) {
        counters.failed();
        finish(new End("Kafka refused a record: " + failure, true));
    }

    /** Ends it from within. */
    void finish(End reason) {
        end.complete(reason);
    }

    /** How it ends. */
    CompletableFuture<End> end() {
        return end;
    }

    /** How many messages are received and not acknowledged. */
    int inFlight() {
        return queue.size();
    }

    /** Takes in nothing more and waits for what is under way; false when something still is after the limit. */
    boolean drain(Duration limit) throws InterruptedException {
        open = false;
        return queue.awaitEmpty(limit);
    }

    /** Takes in and acknowledges nothing more. */
    void stop() {
        open = false;
        queue.stop();
    }

    private void settle(AckQueue.Ticket ticket, Exception failure) {
        if (failure != null) {
            if (open) {
                fail(failure);
            }
            return;
        }
        counters.confirmed();
        if (ticket != null) {
            queue.confirm(ticket);
        }
    }
}
