package org.metrobed.launcher.recording;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.metrobed.api.log.Consumers;
import org.metrobed.model.TopicFilter;
import org.metrobed.recordings.PayloadRedaction;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.topics.Topics;

/**
 * Records the messages of a period of the raw log, in the order of their received times; messages of one topic stay in the order of the
 * log. Redriven messages are not recorded again. One thread.
 */
public final class RawLogRecorder {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrap;
    private final Topics topics;
    private final List<TopicFilter> filters;
    private long incomplete;

    /**
     * A recorder.
     *
     * @param bootstrap address of Kafka
     * @param filters MQTT topic filters of the messages to record
     */
    public RawLogRecorder(String bootstrap, Topics topics, List<String> filters) {
        this.bootstrap = bootstrap;
        this.topics = topics;
        this.filters = filters.stream().map(TopicFilter::of).toList();
    }

    /**
     * Records what was received in [from, to) and is in the log now.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer within half a minute
     * @throws IOException if the file cannot be written, or Kafka gives no record for half a minute
     */
    public void record(Instant from, Instant to, PayloadRedaction redaction, RecordingWriter writer)
            throws IOException {
        try (Consumer<byte[], byte[]> consumer = Consumers.fromEarliest(bootstrap)) {
            List<TopicPartition> all = consumer.partitionsFor(topics.raw().name(), LIMIT).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            consumer.assign(all);
            List<RawLogPiece> pieces = begin(consumer, all, from, to);
            long waited = System.nanoTime();
            while (pieces.stream().anyMatch(piece -> !piece.isDone())) {
                Optional<RawLogPiece> next = findEarliest(pieces);
                if (next.isPresent()) {
                    append(next.get().take(), from, to, redaction, writer);
                    continue;
                }
                boolean came = fetch(consumer, pieces);
                waited = came ? System.nanoTime() : waited;
                if (System.nanoTime() - waited > LIMIT.toNanos()) {
                    throw new IOException(
                            "Kafka at " + bootstrap + " has given no record for " + LIMIT.toSeconds() + " s");
                }
            }
            incomplete = pieces.stream().mapToLong(RawLogPiece::incomplete).sum();
        }
    }

    /** Large messages that were left out because a part of them is not in the log. */
    public long incomplete() {
        return incomplete;
    }

    private static List<RawLogPiece> begin(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> all, Instant from, Instant to) {
        Map<TopicPartition, Long> query = new HashMap<>();
        all.forEach(place -> query.put(place, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(query, LIMIT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, LIMIT);
        List<RawLogPiece> pieces = new ArrayList<>();
        for (TopicPartition place : all) {
            long end = ends.get(place);
            long start = starts.get(place) == null ? end : starts.get(place).offset();
            consumer.seek(place, start);
            pieces.add(new RawLogPiece(place, end, to));
        }
        return pieces;
    }

    /** The piece with the earliest message; empty while one has to be asked for more. */
    private static Optional<RawLogPiece> findEarliest(List<RawLogPiece> pieces) {
        boolean ready = pieces.stream().allMatch(piece -> piece.isDone() || piece.hasNext());
        return ready
                ? pieces.stream().filter(RawLogPiece::hasNext).min(Comparator.comparingLong(RawLogPiece::nextMicros))
                : Optional.empty();
    }

    private static boolean fetch(Consumer<byte[], byte[]> consumer, List<RawLogPiece> pieces) {
        boolean came = false;
        for (RawLogPiece piece : pieces) {
            if (piece.isFull() || piece.isRead()) {
                consumer.pause(List.of(piece.place()));
            } else {
                consumer.resume(List.of(piece.place()));
            }
        }
        var records = consumer.poll(POLL);
        for (RawLogPiece piece : pieces) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(piece.place())) {
                came = true;
                piece.add(record);
            }
            piece.reached(consumer.position(piece.place()));
        }
        return came;
    }

    private void append(
            RecordedMessage message, Instant from, Instant to, PayloadRedaction redaction, RecordingWriter writer)
            throws IOException {
        long micros = message.receivedMicros();
        boolean inside = micros >= RawLogPiece.micros(from) && micros < RawLogPiece.micros(to);
        TopicFilter topic = TopicFilter.of(message.topic());
        if (inside && filters.stream().anyMatch(filter -> filter.covers(topic))) {
            Optional<RecordedMessage> kept = redaction.apply(message);
            if (kept.isPresent()) {
                writer.append(kept.get());
            }
        }
    }
}
