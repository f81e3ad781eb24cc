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
 * Writes the next only if Kafka has stored the previous. {@code since} is the time of the heartbeat itself while the
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
    private long sinceMillis = Long.MIN_VALUE;
    private int leftOut;

    Heartbeats(RawPublisher publisher, Topics topics, Ending ending, Drain drain, String session) {
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.topics = topics;
        this.ending = ending;
        this.drain = drain;
        this.session = session;
    }

    /** Writes one heartbeat, or skips it. */
    void heartbeat() {
        if (ending.isOver()) {
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
            for (int partition = 0; partition < publisher.rawPartitions(); partition++) {
                int to = partition;
                publisher.send(millis -> raw(to, heartbeat(millis, drained)), (metadata, failure) -> settle(failure));
            }
            publisher.send(millis -> catalog(heartbeat(millis, drained)), (metadata, failure) -> settle(failure));
        } catch (KafkaException | IllegalStateException e) {
            ending.fail(e);
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

    private void settle(Exception failure) {
        if (failure == null) {
            unconfirmed.decrementAndGet();
        } else if (!ending.isOver()) {
            ending.fail(failure);
        }
    }
}
