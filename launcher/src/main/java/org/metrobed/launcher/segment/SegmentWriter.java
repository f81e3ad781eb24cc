package org.metrobed.launcher.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * Writes one segment: batches of Kafka's record format 2 of about 1 MiB, as Kafka keeps them in its own files, so
 * {@code kafka-dump-log} reads them. Offsets and times are those of the records; offsets may be missing. Not thread-safe;
 * close it.
 */
public final class SegmentWriter implements AutoCloseable {

    private static final int BATCH_BYTES = 1 << 20;
    private static final Compression ZSTD = Compression.zstd().build();

    private final Path root;
    private final String file;
    private final FileChannel channel;
    private final MessageDigest digest = Digests.sha256();
    private MemoryRecordsBuilder batch;
    private long batchFirst;
    private long first = -1;
    private long last;
    private long firstMillis;
    private long lastMillis;
    private long records;
    private long bytes;

    private SegmentWriter(Path root, String file, FileChannel channel) {
        this.root = root;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Creates the file, or empties it if it exists: then it is the rest of a writer that was killed.
     *
     * @param root the folder of the segments
     * @param file path relative to it, with {@code /}; missing folders are created
     */
    public static SegmentWriter create(Path root, String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return new SegmentWriter(
                root,
                file,
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE));
    }

    /**
     * Appends a record.
     *
     * @throws IllegalArgumentException if its offset is not larger than that of the record before
     */
    public void append(ConsumerRecord<byte[], byte[]> record) throws IOException {
        long offset = record.offset();
        if (first >= 0 && offset <= last) {
            throw new IllegalArgumentException("offset " + offset + " comes after " + last);
        }
        if (batch != null && offset - batchFirst > Integer.MAX_VALUE) {
            flush();
        }
        if (batch == null) {
            batch = MemoryRecords.builder(
                    ByteBuffer.allocate(BATCH_BYTES / 4),
                    RecordBatch.CURRENT_MAGIC_VALUE,
                    ZSTD,
                    TimestampType.CREATE_TIME,
                    offset);
            batchFirst = offset;
        }
        batch.appendWithOffset(
                offset,
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers().toArray());
        if (first < 0) {
            first = offset;
            firstMillis = record.timestamp();
            lastMillis = record.timestamp();
        }
        last = offset;
        lastMillis = Math.max(lastMillis, record.timestamp());
        records++;
        if (batch.uncompressedBytesWritten() >= BATCH_BYTES) {
            flush();
        }
    }

    /** The size of the file so far, in bytes. */
    public long bytes() {
        return bytes;
    }

    /**
     * Writes what is left to the disk and says what the file holds; empty, and the file is deleted, if there was no
     * record. Call {@link #close} all the same.
     */
    public Optional<Segment> finish() throws IOException {
        flush();
        if (records == 0) {
            Files.delete(root.resolve(file));
            return Optional.empty();
        }
        channel.force(true);
        return Optional.of(new Segment(
                file,
                first,
                last,
                firstMillis,
                lastMillis,
                records,
                bytes,
                HexFormat.of().formatHex(digest.digest())));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void flush() throws IOException {
        if (batch == null) {
            return;
        }
        ByteBuffer packed = batch.build().buffer();
        batch = null;
        digest.update(packed.duplicate());
        bytes += packed.remaining();
        while (packed.hasRemaining()) {
            channel.write(packed);
        }
    }
}
