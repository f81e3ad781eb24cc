package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.mqtt.MqttSubscriber;
import org.metrobed.topics.KeyRules;

/**
 * Joins one connection to Kafka: each message is sent on arrival and acknowledged when Kafka has it, in the order of arrival.
 * A message that Kafka refuses ends the connection without acknowledgement, so that the broker resends. What is for ingest
 * itself, the marker and what the broker says of itself, is not written. Thread-safe.
 */
final class Bridge implements MqttSubscriber.Listener {

    /** How long messages under other rules are waited for; the producer is built anew when they are not confirmed then. */
    private static final Duration SWITCH_LIMIT = Duration.ofSeconds(30);

    private static final String BROKER = "$SYS/";

    private final RawPublisher publisher;
    private final RawRecords records;
    private final IngestCounters counters;
    private final Drain drain;
    private final AckQueue queue;
    private final AtomicReference<KeyRules> nextRules = new AtomicReference<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private volatile boolean open = true;

    /**
     * How a connection ended.
     *
     * @param reason in words
     * @param kafkaFailed whether the producer must be built anew
     */
    record End(String reason, boolean kafkaFailed) {}

    Bridge(RawPublisher publisher, RawRecords records, IntConsumer acknowledge, IngestCounters counters, Drain drain) {
        this.publisher = publisher;
        this.records = records;
        this.counters = counters;
        this.drain = drain;
        this.queue = new AckQueue(acknowledge, counters);
    }

    @Override
    public void accept(Incoming message) {
        if (!open) {
            return; // not acknowledged: it will come again
        }
        if (isOwn(message)) {
            takeOwn(message);
            return;
        }
        if (!switchRules()) {
            return;
        }
        count(message);
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

    /** Other keys from the next message on, when Kafka has all that went before, so that nothing is overtaken. */
    void use(KeyRules rules) {
        nextRules.set(rules);
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

    private static boolean isOwn(Incoming message) {
        return message.topic().startsWith(BROKER) || Drain.isMarker(message.topic());
    }

    private void takeOwn(Incoming message) {
        Runnable taken = () -> drain.passed(new String(message.payload(), US_ASCII));
        if (message.topic().startsWith(BROKER)) {
            counters.broker().accept(message.topic(), message.payload());
            taken = () -> {};
        }
        if (message.qos() == 0) {
            taken.run();
        } else {
            queue.pass(message.messageId(), taken);
        }
    }

    /** False when the message must not be taken. */
    private boolean switchRules() {
        KeyRules rules = nextRules.get();
        if (rules == null) {
            return true;
        }
        try {
            if (queue.awaitEmpty(SWITCH_LIMIT)) {
                nextRules.compareAndSet(rules, null);
                records.use(rules);
            } else {
                finish(new End("the keys change and Kafka does not confirm what went before", true));
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
        return open;
    }

    private void count(Incoming message) {
        int bytes = message.payload().length;
        counters.received(bytes);
        counters.gateways().received(records.gateway(message), bytes);
        if (message.duplicate()) {
            counters.duplicate();
        }
        if (RawRecords.isOversize(message)) {
            counters.oversize();
        }
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
