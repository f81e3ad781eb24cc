package org.metrobed.stream.decode;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

/**
 * Log time, which never decreases within a partition of the raw log. If several ingests write to a partition, the clock
 * of one can be behind that of another; then its record gets the newest log time before it. So no record is behind the
 * watermark, unless a clock is wrong; its rows would change answers that were already given. One thread.
 */
final class LogTimes {

    /** A record further behind keeps its own time: then a clock is wrong. */
    static final long LIMIT_MILLIS = 60_000;

    private final Map<Integer, OfPartition> newest = new HashMap<>();

    /**
     * The newest log time of a partition. Immutable.
     *
     * @param partition number of the partition
     * @param newestMillis its newest log time, milliseconds since 1970 UTC
     * @param micros of the newest received time of a message beyond these milliseconds, 0 to 999
     * @param dividedMillis log time from which keys are divided over another number of partitions; {@link Reading#ALWAYS}
     *     if they never were
     */
    record OfPartition(
            int partition,
            long newestMillis,
            int micros,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long dividedMillis) {

        private OfPartition later(OfPartition other) {
            OfPartition newest = other.logMicros() > logMicros() ? other : this;
            long divided = Math.max(dividedMillis, other.dividedMillis);
            return newest.dividedMillis == divided
                    ? newest
                    : new OfPartition(partition, newest.newestMillis, newest.micros, divided);
        }

        private long logMicros() {
            return newestMillis * 1_000 + micros;
        }
    }

    /**
     * The next record of its partition, with its log time, and the time since which its key is in this partition. If it
     * states the microseconds of its received time, that is later than the one of each such record before it, unless it
     * is more than {@value #LIMIT_MILLIS} ms behind: then it keeps its own.
     */
    RawRecord next(RawRecord record) {
        OfPartition before = newest.get(record.partition());
        RawRecord timed = before == null ? record : after(before, record);
        long divided = before == null ? Reading.ALWAYS : before.dividedMillis();
        if (timed.kind() == RawKind.DIVISION) {
            divided = timed.logMillis();
        }
        restore(new OfPartition(
                timed.partition(), timed.logMillis(), statesMicros(timed) ? timed.micros() : 0, divided));
        return divided == Reading.ALWAYS ? timed : timed.orderedFrom(divided);
    }

    /**
     * A record whose time is that of another clock than ingest's: not before the newest log time of its partition. It
     * moves no other record.
     */
    RawRecord notBefore(RawRecord record) {
        OfPartition before = newest.get(record.partition());
        return before == null || before.newestMillis() <= record.logMillis()
                ? record
                : record.at(before.newestMillis());
    }

    private static RawRecord after(OfPartition before, RawRecord record) {
        long behind = before.newestMillis() - record.logMillis();
        boolean stated = statesMicros(record);
        boolean later = behind < 0 || (behind == 0 && (!stated || record.micros() > before.micros()));
        if (later || behind > LIMIT_MILLIS) {
            return record;
        }
        long micros = before.logMicros() + 1;
        return stated ? record.at(micros / 1_000).withMicros((int) (micros % 1_000)) : record.at(before.newestMillis());
    }

    /** The microseconds of a redriven message belong to when it was received, not to the log time of its redrive. */
    private static boolean statesMicros(RawRecord record) {
        return record.micros() != RawRecord.NO_MICROS && record.again() == null;
    }

    /** Restores what was saved. */
    void restore(OfPartition saved) {
        newest.merge(saved.partition(), saved, OfPartition::later);
    }

    /** The divisions, by partition, that others have not come to yet. */
    Map<Integer, Long> ahead() {
        long earliest = newest.values().stream()
                .mapToLong(OfPartition::newestMillis)
                .min()
                .orElse(Long.MAX_VALUE);
        return newest.values().stream()
                .filter(of -> of.dividedMillis() > earliest)
                .collect(Collectors.toMap(OfPartition::partition, OfPartition::dividedMillis));
    }

    /** What must be saved. */
    Iterable<OfPartition> save() {
        return newest.values();
    }
}
