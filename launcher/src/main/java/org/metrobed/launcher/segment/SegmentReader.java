package org.metrobed.launcher.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;

/** Reads segments. Static functions only. */
public final class SegmentReader {

    private SegmentReader() {}

    /**
     * Compares a file with its size and digest.
     *
     * @throws SegmentException if the file is not the one that was written
     * @throws IOException if it cannot be read
     */
    public static void verifyFile(Path root, Segment segment) throws IOException {
        Path file = root.resolve(segment.file());
        if (!Files.exists(file)) {
            throw new SegmentException("segment " + segment.file() + " is missing");
        }
        if (Files.size(file) != segment.bytes()) {
            throw new SegmentException(
                    "segment " + segment.file() + " has " + Files.size(file) + " bytes, must have " + segment.bytes());
        }
        String digest = Digests.of(file);
        if (!digest.equals(segment.sha256())) {
            throw new SegmentException("segment " + segment.file() + " is not as it was written: its SHA-256 is "
                    + digest + ", must be " + segment.sha256());
        }
    }

    /**
     * Hands over all records in the order of their offsets. A record is valid until the next one.
     *
     * @throws SegmentException if records are damaged, or are not those that the segment names
     * @throws IOException if the file cannot be read
     */
    public static void read(Path root, Segment segment, Consumer<Record> sink) throws IOException {
        long records = 0;
        long next = segment.first();
        try (FileRecords file = FileRecords.open(root.resolve(segment.file()).toFile(), false)) {
            for (RecordBatch batch : file.batches()) {
                batch.ensureValid();
                try (CloseableIterator<Record> each = batch.streamingIterator(BufferSupplier.NO_CACHING)) {
                    while (each.hasNext()) {
                        Record record = each.next();
                        if (record.offset() < next || record.offset() > segment.last()) {
                            throw new SegmentException("segment " + segment.file() + " has offset " + record.offset()
                                    + ", must be from " + next + " to " + segment.last());
                        }
                        next = record.offset() + 1;
                        records++;
                        sink.accept(record);
                    }
                }
            }
        } catch (KafkaException e) {
            throw new SegmentException("segment " + segment.file() + " is damaged: " + e.getMessage(), e);
        }
        if (records != segment.records() || next != segment.last() + 1) {
            throw new SegmentException("segment " + segment.file() + " has " + records + " records up to offset "
                    + (next - 1) + ", must have " + segment.records() + " up to " + segment.last());
        }
    }
}
