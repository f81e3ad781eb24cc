package org.metrobed.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of Kafka's own metadata, which knows all topics. If the disk is full while Kafka writes it, a part of a batch stays in the file; if
 * there is room again before Kafka has ended, the next batch stands behind that part. At the next start, Kafka then empties the whole log and
 * sets all topics aside, with everything that was acknowledged. So what is no batch between two batches is taken out before the start. The
 * format is that of record batches, version 2, of the protocol guide of Kafka. Static functions only.
 */
final class MetadataLog {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataLog.class);
    private static final String FOLDER = "__cluster_metadata-0";
    private static final int LENGTH_AT = 8;
    private static final int OVERHEAD_BYTES = 12;
    private static final int MAGIC_AT = 16;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int DELTA_AT = 23;
    private static final int HEADER_BYTES = 61;
    private static final byte MAGIC = 2;

    private MetadataLog() {}

    /** A batch. Immutable. */
    private record Batch(int begin, int end, long base, long last) {}

    /**
     * Takes out what is no batch, and a batch that was written again, from the newest file of the log. The file as it was is kept beside the
     * logs. Does nothing if the file is whole, or only its end is not a batch: Kafka cuts that off itself.
     *
     * @param logs the folder of Kafka's logs
     * @return the copy of the file as it was; empty if nothing was to be done
     * @throws ServiceException if offsets are missing between batches: then the file has another fault, and nothing is changed
     */
    static Optional<Path> mend(Path logs) throws IOException {
        Optional<Path> newest = newest(logs.resolve(FOLDER));
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Path file = newest.get();
        Deque<Batch> batches;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            batches = batches(bytes);
            if (followOneAnother(batches)) {
                return Optional.empty();
            }
        }
        requireNoHole(file, batches);
        Path copy = logs.resolveSibling(
                "damaged-metadata-" + Files.getLastModifiedTime(file).toMillis() + ".log");
        copy(file, copy);
        Path mended = logs.resolveSibling("mended-metadata.log");
        write(file, mended, batches);
        Files.move(mended, file, StandardCopyOption.ATOMIC_MOVE);
        for (String index : List.of(".index", ".timeindex")) {
            Files.deleteIfExists(
                    file.resolveSibling(file.getFileName().toString().replace(".log", index)));
        }
        LOG.warn("the log of Kafka's metadata was damaged by a full disk and is mended; as it was: {}", copy);
        return Optional.of(copy);
    }

    private static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        }
    }

    /** The whole batches with growing offsets; of two with the same offsets, the later one, because the earlier one failed. */
    private static Deque<Batch> batches(ByteBuffer bytes) {
        Deque<Batch> batches = new ArrayDeque<>();
        int at = 0;
        while (at + HEADER_BYTES <= bytes.limit()) {
            Optional<Batch> batch = read(bytes, at);
            if (batch.isEmpty()) {
                at++;
                continue;
            }
            while (!batches.isEmpty() && batches.getLast().last() >= batch.get().base()) {
                batches.removeLast();
            }
            batches.addLast(batch.get());
            at = batch.get().end();
        }
        return batches;
    }

    private static Optional<Batch> read(ByteBuffer bytes, int at) {
        int length = bytes.getInt(at + LENGTH_AT);
        long base = bytes.getLong(at);
        boolean sane = bytes.get(at + MAGIC_AT) == MAGIC
                && base >= 0
                && length >= HEADER_BYTES - OVERHEAD_BYTES
                && length <= bytes.limit() - at - OVERHEAD_BYTES;
        if (!sane) {
            return Optional.empty();
        }
        int end = at + OVERHEAD_BYTES + length;
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at + ATTRIBUTES_AT, end - at - ATTRIBUTES_AT));
        return (int) crc.getValue() == bytes.getInt(at + CRC_AT)
                ? Optional.of(new Batch(at, end, base, base + bytes.getInt(at + DELTA_AT)))
                : Optional.empty();
    }

    private static boolean followOneAnother(Deque<Batch> batches) {
        int end = 0;
        for (Batch batch : batches) {
            if (batch.begin() != end) {
                return false;
            }
            end = batch.end();
        }
        return true;
    }

    private static void requireNoHole(Path file, Deque<Batch> batches) {
        long next = -1;
        for (Batch batch : batches) {
            if (next >= 0 && batch.base() != next) {
                throw new ServiceException("Kafka does not start: " + file + " lacks the offsets from " + next + " to "
                        + (batch.base() - 1) + ", and would be emptied. Restore a backup (docs/BACKUP.md).");
            }
            next = batch.last() + 1;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel copied = FileChannel.open(to, StandardOpenOption.WRITE)) {
            copied.force(true);
        }
    }

    /** Into a new file, so that a crash leaves the old one. */
    private static void write(Path from, Path to, Deque<Batch> batches) throws IOException {
        try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel target = FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (Batch batch : batches) {
                long at = batch.begin();
                while (at < batch.end()) {
                    at += source.transferTo(at, batch.end() - at, target);
                }
            }
            target.force(true);
        }
    }
}
