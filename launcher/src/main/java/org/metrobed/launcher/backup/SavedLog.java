package org.metrobed.launcher.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.launcher.segment.Segment;

/**
 * The copy of one partition. Immutable.
 *
 * @param partition its number
 * @param start the first offset that existed when the first record was copied; what was before was deleted by retention
 * @param end the offset after the last one of the copy; the next backup begins here
 * @param lastDigest SHA-256 of the last record, by which the next backup recognises the log; empty without a record
 * @param segments in the order of their offsets
 */
public record SavedLog(int partition, long start, long end, String lastDigest, List<Segment> segments) {
    public SavedLog {
        Objects.requireNonNull(lastDigest, "lastDigest");
        segments = List.copyOf(segments);
        long next = start;
        for (Segment segment : segments) {
            if (segment.first() < next) {
                throw new IllegalArgumentException("segment " + segment.file() + " begins at offset " + segment.first()
                        + ", must not be before " + next);
            }
            next = segment.last() + 1;
        }
        if (end < next) {
            throw new IllegalArgumentException(
                    "partition " + partition + " ends at " + end + ", must not be before " + next);
        }
    }

    /** Number of records. */
    public long records() {
        return segments.stream().mapToLong(Segment::records).sum();
    }

    /** Bytes of all segments. */
    public long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /** The offset of the last record, if there is one. */
    Optional<Long> findLast() {
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(segments.get(segments.size() - 1).last());
    }

    /** The same with segments appended. */
    SavedLog with(List<Segment> more, long newEnd, String digest) {
        List<Segment> all = new ArrayList<>(segments);
        all.addAll(more);
        return new SavedLog(partition, start, newEnd, more.isEmpty() ? lastDigest : digest, all);
    }
}
