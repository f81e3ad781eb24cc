package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.mqtt.MqttSubscriber;
import org.metrobed.topics.KeyRules;

/**
 * Connects one MQTT connection to Kafka: each message is sent on arrival, and acknowledged in the order of arrival when
 * Kafka has stored it. A message that Kafka refuses ends the connection without acknowledgement, so that the broker
 * sends it again. Messages for ingest itself, the marker and the broker's own figures, are not written. Thread-safe.
 */
final class Bridge implements MqttSubscriber.Listener {

    /**
     * Maximum wait for messages with the previous key rules; if they are not confirmed in time, the producer is created
     * again.
     */
    private static final Duration SWITCH_LIMIT = Duration.ofSeconds(30);

    private static final String BROKER = "$SYS/";

    private final RawSender sender;
    private final RawRecords records;
    private final IngestCounters counters;
    private final Drain drain;
    private final AckQueue queue;
    private final Ending ending;
    private final AtomicReference<KeyRules> nextRules = new AtomicReference<>();
    private volatile boolean open = true;

    /**
     * The end of a connection.
     *
     * @param reason description
     * @param kafkaFailed whether the producer must be created again
     */
    record End(String reason, boolean kafkaFailed) {}

    Bridge(RawSender sender, RawRecords records, IntConsumer acknowledge, IngestCounters counters, Drain drain) {
        this.sender = sender;
        this.records = records;
        this.counters = counters;
        this.drain = drain;
        this.queue = new AckQueue(acknowledge, counters);
        this.ending = new Ending(counters);
    }

    @Override
    public void accept(Incoming message) {
        if (!open) {
            return; // not acknowledged: it will be sent again
        }
        if (isOwn(message)) {
            takeOwn(message);
            return;
        }
        if (!switchRules()) {
            return;
        }
        counters.received(message, records.gateway(message));
        AckQueue.Ticket ticket = message.qos() == 0 ? null : queue.add(message.messageId());
        try {
            sender.send(message, (metadata, failure) -> settle(ticket, failure));
        } catch (KafkaException | IllegalStateException e) {
            ending.fail(e);
        }
    }

    @Override
    public void lost(String reason) {
        ending.finish(new End("connection lost: " + reason, false));
    }

    /**
     * Uses other key rules from the next message on, after Kafka has stored all earlier messages, so that their order
     * is kept.
     */
    void use(KeyRules rules) {
        nextRules.set(rules);
    }

    /** The end of the connection. */
    Ending ending() {
        return ending;
    }

    /** Number of received messages that are not acknowledged. */
    int inFlight() {
        return queue.size();
    }

    /** Accepts no more messages and waits for those in flight; false if some still are after the limit. */
    boolean drain(Duration limit) throws InterruptedException {
        open = false;
        return queue.awaitEmpty(limit);
    }

    /** Accepts and acknowledges no more messages. */
    void stop() {
        open = false;
        sender.stop();
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

    /** False if the message must not be accepted. */
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
                ending.finish(new End("the keys change, but Kafka does not confirm the records before", true));
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
        return open;
    }

    private void settle(AckQueue.Ticket ticket, Exception failure) {
        if (failure != null) {
            if (open) {
                ending.fail(failure);
            }
            return;
        }
        counters.confirmed();
        if (ticket != null) {
            queue.confirm(ticket);
        }
    }
}
