package org.metrobed.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.Callback;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.tracing.MessageTracer;

/**
 * Sends the messages of one connection to the raw log. The parts of a large message are sent before its own record,
 * which lists where Kafka has stored them. One thread sends; {@link #stop} may be called by any.
 */
public final class RawSender {

    private final RawPublisher publisher;
    private final RawRecords records;
    private final MessageTracer tracer;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Builds records with {@code records} and sends them with {@code publisher}; traces none. */
    public RawSender(RawPublisher publisher, RawRecords records) {
        this(publisher, records, MessageTracer.off());
    }

    /** The same; {@code tracer} says which messages it traces. */
    RawSender(RawPublisher publisher, RawRecords records, MessageTracer tracer) {
        this.publisher = publisher;
        this.records = records;
        this.tracer = tracer;
    }

    /**
     * Sends a message. For a large one, this returns when Kafka has stored its parts, so later messages stay behind it.
     *
     * @param callback called when Kafka has stored the message or has refused a record of it; not called if this is
     *     stopped between the parts and the message's own record
     * @throws org.apache.kafka.common.KafkaException if sending cannot be started
     */
    public void send(Incoming message, Callback callback) {
        CompletableFuture<List<Long>> stored = sendParts(message);
        try {
            CompletableFuture.anyOf(stored, stopped).join();
        } catch (CompletionException e) {
            callback.onCompletion(null, e.getCause() instanceof Exception refused ? refused : e);
            return;
        }
        if (stored.isDone()) {
            sendRecord(message, stored.join(), callback);
        }
    }

    /**
     * Sends the parts of a message, if it has any; completes with their offsets when Kafka has stored them.
     *
     * @throws org.apache.kafka.common.KafkaException if sending cannot be started
     */
    CompletableFuture<List<Long>> sendParts(Incoming message) {
        List<CompletableFuture<Long>> parts = new ArrayList<>(0);
        for (int number = 0; number < RawRecords.countParts(message); number++) {
            parts.add(sendPart(message, number));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(all -> parts.stream().map(CompletableFuture::join).toList());
    }

    /**
     * Sends the message's own record.
     *
     * @param parts the offsets of its parts
     * @throws org.apache.kafka.common.KafkaException if sending cannot be started
     */
    void sendRecord(Incoming message, List<Long> parts, Callback callback) {
        publisher.send(
                receivedMicros -> records.record(message, parts, receivedMicros),
                tracer.isOn() ? traced(message, callback) : callback);
    }

    private Callback traced(Incoming message, Callback callback) {
        long arrived = MessageTracer.nowMicros();
        return (stored, failure) -> {
            callback.onCompletion(stored, failure);
            if (failure == null && tracer.follows(stored.partition(), stored.offset())) {
                tracer.ended(
                        MessageTracer.Step.RECEIVE,
                        new MessageTracer.Place(stored.partition(), stored.offset(), -1),
                        arrived,
                        Map.of(
                                "messaging.mqtt.topic",
                                message.topic(),
                                "messaging.message.body.size",
                                Integer.toString(message.payload().length)));
            }
        };
    }

    /** Ends the waiting of {@link #send} for the parts of a message; its own record is not sent then. */
    public void stop() {
        stopped.complete(null);
    }

    private CompletableFuture<Long> sendPart(Incoming message, int number) {
        CompletableFuture<Long> offset = new CompletableFuture<>();
        publisher.send(receivedMicros -> records.part(message, number, receivedMicros), (stored, failure) -> {
            if (failure == null) {
                offset.complete(stored.offset());
            } else {
                offset.completeExceptionally(failure);
            }
        });
        return offset;
    }
}
