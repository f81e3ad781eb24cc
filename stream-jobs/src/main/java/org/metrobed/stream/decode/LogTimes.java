package org.metrobed.stream.decode;

import java.util.HashMap;
import java.util.Map;
import org.metrobed.stream.source.RawRecord;

/**
 * Log time, which never decreases within a partition of the raw log. If several ingests write to a partition, the clock
 * of one can be behind that of another; then its record gets the newest log time before it. So no record is behind the
 * watermark, unless a clock is wrong; its rows would change answers that were already given. One thread.
 */
final class LogTimes {

    /** A record further behind keeps its own time: then a clock is wrong. */
    static final long LIMIT_MILLIS = 60_000;

    private final Map<Integer, Long> newest = new HashMap<>();

    /**
     * The newest log time of a partition. Immutable.
     *
     * @param partition number of the partition
     * @param newestMillis its newest log time, milliseconds since 1970 UTC
     */
    record OfPartition(int partition, long newestMillis) {}

    /** The next record of its partition, with its log time. */
    RawRecord next(RawRecord record) {
        long before = newest.merge(record.partition(), record.logMillis(), Math::max);
        long behind = before - record.logMillis();
        return behind > 0 && behind <= LIMIT_MILLIS ? record.at(before) : record;
    }

    /** Restores what was saved. */
    void restore(OfPartition saved) {
        newest.merge(saved.partition(), saved.newestMillis(), Math::max);
    }

    /** What must be saved. */
    Iterable<OfPartition> save() {
        return newest.entrySet().stream()
                .map(entry -> new OfPartition(entry.getKey(), entry.getValue()))
                .toList();
    }
}
