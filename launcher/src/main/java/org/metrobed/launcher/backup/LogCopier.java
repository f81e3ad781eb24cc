package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.launcher.segment.Digests;
import org.metrobed.launcher.segment.Segment;
import org.metrobed.launcher.segment.SegmentWriter;

/** Copies partitions to segments, from where the copy before ended. Not thread-safe; close it. */
final class LogCopier implements AutoCloseable {

    /** A segment that would be larger is followed by another one. */
    static final long SEGMENT_BYTES = 256L << 20;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Path root;
    private final long segmentBytes;

    /**
     * Reads from a Kafka.
     *
     * @param root the folder of the backup
     * @param segmentBytes {@link #SEGMENT_BYTES}, or less for tests
     */
    LogCopier(String kafka, Path root, long segmentBytes) {
        this.consumer = new KafkaConsumer<>(
                KafkaAddress.client(
                        kafka,
                        Map.of(
                                "enable.auto.commit",
                                false,
                                "auto.offset.reset",
                                "none",
                                "max.poll.records",
                                10_000,
                                "max.partition.fetch.bytes",
                                8 << 20)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.root = root;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Where each partition of a topic ends now: the offset of the next record.
     *
     * @throws BackupException if there is no such topic
     */
    Map<TopicPartition, Long> ends(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new BackupException("there is no topic " + topic + " in this Kafka");
        }
        return consumer.endOffsets(partitions.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
    }

    /**
     * Copies what a partition has before an offset and the copy before does not have.
     *
     * @param folder relative to the root, for new segments
     * @param superseded whether a record is to be left out because the next record with this property replaces it
     * @throws BackupException if the copy before is not of this log, or a part of the log was deleted since
     */
    SavedLog copy(
            TopicPartition place,
            long end,
            Optional<SavedLog> before,
            String folder,
            Predicate<ConsumerRecord<byte[], byte[]>> superseded)
            throws IOException {
        consumer.assign(List.of(place));
        long begin = consumer.beginningOffsets(List.of(place)).get(place);
        if (before.isPresent()) {
            requireSameLog(place, begin, end, before.get());
        }
        SavedLog saved = before.orElseGet(() -> new SavedLog(place.partition(), begin, begin, "", List.of()));
        Segments into = new Segments(folder);
        ConsumerRecord<byte[], byte[]> held = null;
        consumer.seek(place, saved.end());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (consumer.position(place) < end) {
                List<ConsumerRecord<byte[], byte[]>> records = poll(place);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() >= end) {
                        break;
                    }
                    if (superseded.test(record)) {
                        held = record;
                    } else {
                        held = null;
                        into.append(record);
                    }
                }
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new BackupException(
                            "Kafka gives no records of " + place + " from offset " + consumer.position(place));
                }
            }
            if (held != null) {
                into.append(held);
            }
            into.roll();
        } finally {
            into.close();
        }
        return saved.with(into.done, end, into.lastDigest());
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(TopicPartition place) {
        try {
            return consumer.poll(POLL).records(place);
        } catch (OffsetOutOfRangeException e) {
            throw new BackupException(
                    "records of " + place + " were deleted by retention while they were copied; the next backup has to"
                            + " begin in an empty folder",
                    e);
        }
    }

    private void requireSameLog(TopicPartition place, long begin, long end, SavedLog before) {
        String other = "; a backup of another log belongs in an empty folder";
        if (end < before.end()) {
            throw new BackupException(place + " ends at offset " + end + " and its backup at " + before.end()
                    + ", so it is another log" + other);
        }
        if (begin > before.end()) {
            throw new BackupException("records of " + place + " from offset " + before.end() + " to " + (begin - 1)
                    + " were deleted by retention before they were copied; take backups more often, and begin in an empty"
                    + " folder");
        }
        Optional<Long> last = before.findLast();
        if (last.isPresent() && last.get() >= begin) {
            Optional<String> digest = digest(place, last.get());
            if (digest.isPresent() && !digest.get().equals(before.lastDigest())) {
                throw new BackupException("record " + last.get() + " of " + place
                        + " is not the one in the backup, so it is another log" + other);
            }
        }
    }

    /** The digest of a record; empty if it is no more there. */
    private Optional<String> digest(TopicPartition place, long offset) {
        consumer.seek(place, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(place) <= offset && System.nanoTime() < deadline) {
            List<ConsumerRecord<byte[], byte[]>> records = poll(place);
            if (!records.isEmpty()) {
                return Optional.of(records.get(0))
                        .filter(record -> record.offset() == offset)
                        .map(Digests::of);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** The segments of one copy. */
    private final class Segments implements AutoCloseable {

        private final String folder;
        private final List<Segment> done = new ArrayList<>();
        private SegmentWriter writer;
        private ConsumerRecord<byte[], byte[]> last;

        Segments(String folder) {
            this.folder = folder;
        }

        void append(ConsumerRecord<byte[], byte[]> record) throws IOException {
            if (writer != null && writer.bytes() >= segmentBytes) {
                roll();
            }
            if (writer == null) {
                writer = SegmentWriter.create(root, folder + "/%020d.log".formatted(record.offset()));
            }
            writer.append(record);
            last = record;
        }

        void roll() throws IOException {
            if (writer != null) {
                writer.finish().ifPresent(done::add);
                close();
            }
        }

        String lastDigest() {
            return last == null ? "" : Digests.of(last);
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        }
    }
}
