package org.metrobed.api.redrive;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.raw.StoredRawRecord;
import org.metrobed.store.deadletter.Attempt;
import org.metrobed.topics.RawKind;

/** One run of an order: counts, and sent records that are not confirmed yet. Not thread-safe. */
final class RedriveRun implements AutoCloseable {

    /** Prefix of the session header of its records. */
    static final String SESSION = "redrive/";

    private static final int IN_FLIGHT = 500;
    private static final Set<RawKind> MESSAGES = Set.of(RawKind.MESSAGE, RawKind.LARGE, RawKind.HEARD);

    private record Sent(ChosenMessage message, Future<RecordMetadata> stored) {}

    private final String id;
    private final RedriveSink sink;
    private final InstantSource clock;
    private final long correctionMillis;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private int appended;
    private int oversize;
    private int gone;
    private int damaged;

    /** @param correctionMillis added to the time stamps of the messages, milliseconds; 0 for none */
    RedriveRun(String id, RedriveSink sink, InstantSource clock, long correctionMillis) {
        this.correctionMillis = correctionMillis;
        this.id = id;
        this.sink = sink;
        this.clock = clock;
    }

    /** Sends a message, or counts the reason why it cannot be sent. */
    void take(String topic, ChosenMessage message, Optional<StoredRawRecord> original) throws InterruptedException {
        if (original.isEmpty()) {
            gone++;
            return;
        }
        RawKind kind = original.get().findKind().orElse(RawKind.UNREADABLE);
        if (kind == RawKind.OVERSIZE) {
            oversize++;
        } else if (!MESSAGES.contains(kind) || !original.get().isIntact()) {
            damaged++;
        } else {
            appended++;
            if (inFlight.size() >= IN_FLIGHT) {
                confirm(inFlight.remove());
            }
            inFlight.add(new Sent(message, sink.send(RedriveRecords.of(topic, message, original.get(), stamp()))));
        }
    }

    private RedriveRecords.Stamp stamp() {
        return new RedriveRecords.Stamp(SESSION + id, clock.millis(), correctionMillis);
    }

    /** Waits until all sent records are stored. */
    RedriveReport finish(int letters, int messages) throws InterruptedException {
        while (!inFlight.isEmpty()) {
            confirm(inFlight.remove());
        }
        return new RedriveReport(id, letters, messages, appended, oversize, gone, damaged, attempts);
    }

    @Override
    public void close() {
        sink.close();
    }

    private void confirm(Sent sent) throws InterruptedException {
        try {
            RecordMetadata stored = sent.stored.get();
            if (stored != null) {
                attempts.addAll(sent.message.attempts(stored.offset()));
            }
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not accept a message again", e.getCause());
        }
    }
}
