package org.metrobed.launcher.recording;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;

/** The messages of one partition of the raw log that were fetched and not taken yet. One thread. */
final class RawLogPiece {

    private static final int FULL = 5_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final TopicPartition place;
    private final long end;
    private final long toMicros;
    private final Deque<RecordedMessage> waiting = new ArrayDeque<>();
    private final Map<Long, byte[]> parts = new HashMap<>();
    private boolean read;
    private long incomplete;

    /**
     * The messages of a partition up to an offset, exclusive, or to the first record after a time.
     *
     * @param to received time, exclusive
     */
    RawLogPiece(TopicPartition place, long end, Instant to) {
        this.place = place;
        this.end = end;
        this.toMicros = micros(to);
    }

    /** Microseconds since 1970; times beyond what a long can count are the last one. */
    static long micros(Instant time) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (ArithmeticException e) {
            return time.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    TopicPartition place() {
        return place;
    }

    /** Adds the next record of the partition. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        if (read || record.offset() >= end) {
            read = true;
            return;
        }
        if (record.timestamp() * MICROS_PER_MILLI >= toMicros) {
            read = true;
            return;
        }
        switch (kind(record)) {
            case PART -> parts.put(record.offset(), value(record));
            case MESSAGE, LARGE -> join(record);
            default -> {
                // heartbeats and the like are no messages of a gateway
            }
        }
    }

    /** The reader has come to this offset. */
    void reached(long offset) {
        read = read || offset >= end;
    }

    /** Whether nothing more has to be fetched. */
    boolean isRead() {
        return read;
    }

    /** Whether it has given all its messages. */
    boolean isDone() {
        return read && waiting.isEmpty();
    }

    /** Whether messages have to be taken before more are fetched. */
    boolean isFull() {
        return waiting.size() >= FULL;
    }

    boolean hasNext() {
        return !waiting.isEmpty();
    }

    /** Received time of the next message. */
    long nextMicros() {
        return waiting.element().receivedMicros();
    }

    RecordedMessage take() {
        return waiting.remove();
    }

    /** Large messages without all their parts. */
    long incomplete() {
        return incomplete;
    }

    private void join(ConsumerRecord<byte[], byte[]> record) {
        Optional<byte[]> payload = payload(record);
        if (payload.isEmpty()) {
            incomplete++;
            return;
        }
        byte[] micros = header(record, RawHeaders.MICROS);
        byte[] qos = header(record, RawHeaders.QOS);
        waiting.add(new RecordedMessage(
                record.timestamp() * MICROS_PER_MILLI + (micros == null ? 0 : RawHeaders.number(micros)),
                RawHeaders.text(header(record, RawHeaders.MQTT_TOPIC)),
                payload.get(),
                qos == null ? 0 : (int) RawHeaders.number(qos),
                false));
    }

    private Optional<byte[]> payload(ConsumerRecord<byte[], byte[]> record) {
        byte[] listed = header(record, RawHeaders.PARTS);
        if (listed == null) {
            return Optional.of(value(record));
        }
        List<byte[]> all = new ArrayList<>();
        for (long offset : RawParts.offsets(listed, record.offset())) {
            byte[] part = parts.remove(offset);
            if (part == null) {
                return Optional.empty();
            }
            all.add(part);
        }
        all.add(value(record));
        return RawParts.join(all, header(record, RawHeaders.SHA256));
    }

    /** What ingest did not write is no message. */
    private static RawKind kind(ConsumerRecord<byte[], byte[]> record) {
        try {
            RawKind kind = RawKind.of(header(record, RawHeaders.KIND));
            return kind == RawKind.MESSAGE && header(record, RawHeaders.MQTT_TOPIC) == null ? RawKind.UNREADABLE : kind;
        } catch (IllegalArgumentException e) {
            return RawKind.UNREADABLE;
        }
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? new byte[0] : record.value();
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
