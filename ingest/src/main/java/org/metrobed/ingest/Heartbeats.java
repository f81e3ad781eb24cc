package org.metrobed.ingest;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/**
 * Writes heartbeats while one source of messages serves: one to each partition of the raw log and one to the catalog topic.
 * Writes the next only if Kafka has stored the previous. While messages come, each partition gets further ones in
 * between, so that the watermark of the log passes a message soon, whichever partitions are quiet. If none has come for ten
 * seconds, every second heartbeat is left out. {@code since} is the time of the heartbeat itself while the
 * broker may hold queued messages, which looks like silence: until the connection is drained, and again after a pause
 * of {@value #PAUSE_BEATS} heartbeats. Called by one thread.
 */
final class Heartbeats {

    /** This number of missing heartbeats is an interruption. */
    static final int PAUSE_HEARTBEATS = 3;

    private final RawPublisher publisher;
    private final Topics topics;
    private final Ending ending;
    private final Drain drain;
    private final String session;
    private final AtomicInteger unconfirmed = new AtomicInteger();
    private final AtomicInteger unconfirmedBetween = new AtomicInteger();
    private final HeartbeatPace pace;
    private long sinceMillis = Long.MIN_VALUE;
    private int leftOut;

    Heartbeats(RawPublisher publisher, Topics topics, Ending ending, Drain drain, String session) {
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.pace = new HeartbeatPace(publisher.rawPartitions());
        this.topics = topics;
        this.ending = ending;
        this.drain = drain;
        this.session = session;
    }

    /** Writes one heartbeat, or skips it; called once a second. */
    void heartbeat() {
        if (!pace.isDue() || ending.isOver()) {
            return;
        }
        if (unconfirmed.get() > 0) {
            leftOut++;
            return;
        }
        if (leftOut >= PAUSE_HEARTBEATS) {
            drain.begin();
        }
        leftOut = 0;
        boolean drained = drain.isOver();
        unconfirmed.set(publisher.rawPartitions() + 1);
        try {
            sendRaw(drained, unconfirmed);
            long sent = publisher.nanos();
            publisher.send(micros -> catalog(heartbeat(micros / 1_000, drained)), (metadata, failure) -> {
                if (failure == null) {
                    publisher.learnTime(metadata, sent);
                }
                settle(failure, unconfirmed);
            });
        } catch (KafkaException | IllegalStateException e) {
            ending.fail(e);
        }
    }

    /**
     * Writes one to each partition of the raw log between two heartbeats if messages have come lately, or skips it; called
     * five times a second.
     *
     * @param messages number of messages so far
     */
    void step(long messages) {
        if (!pace.isStepDue(messages) || ending.isOver() || unconfirmed.get() > 0 || unconfirmedBetween.get() > 0) {
            return;
        }
        unconfirmedBetween.set(publisher.rawPartitions());
        try {
            sendRaw(drain.isOver(), unconfirmedBetween);
        } catch (KafkaException | IllegalStateException e) {
            ending.fail(e);
        }
    }

    private void sendRaw(boolean drained, AtomicInteger count) {
        for (int partition = 0; partition < publisher.rawPartitions(); partition++) {
            int to = partition;
            publisher.send(
                    micros -> raw(to, heartbeat(micros / 1_000, drained)),
                    (metadata, failure) -> settle(failure, count));
        }
    }

    private Heartbeat heartbeat(long millis, boolean drained) {
        if (!drained) {
            sinceMillis = Long.MIN_VALUE;
            return new Heartbeat(session, millis, millis);
        }
        if (sinceMillis == Long.MIN_VALUE) {
            sinceMillis = millis;
        }
        return new Heartbeat(session, millis, sinceMillis);
    }

    private ProducerRecord<byte[], byte[]> raw(int partition, Heartbeat heartbeat) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(RawHeaders.KIND, RawKind.HEARTBEAT.bytes());
        headers.add(RawHeaders.SESSION, RawHeaders.text(session));
        return new ProducerRecord<>(
                topics.raw().name(),
                partition,
                heartbeat.timeMillis(),
                RawHeaders.text(Heartbeat.KEY),
                Heartbeat.CODEC.encode(heartbeat),
                headers);
    }

    private ProducerRecord<byte[], byte[]> catalog(Heartbeat heartbeat) {
        return new ProducerRecord<>(
                topics.catalog().name(),
                null,
                heartbeat.timeMillis(),
                RawHeaders.text(Heartbeat.KEY),
                topics.catalog().codec().encode(heartbeat));
    }

    private void settle(Exception failure, AtomicInteger count) {
        if (failure == null) {
            count.decrementAndGet();
        } else if (!ending.isOver()) {
            ending.fail(failure);
        }
    }
}
