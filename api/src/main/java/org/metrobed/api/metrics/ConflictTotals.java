package org.metrobed.api.metrics;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of conflicts by test-bed. It counts on from the last call; once an hour it counts anew, because retention deletes
 * and a rebuild replaces them. Not thread-safe.
 */
final class ConflictTotals {

    private static final Duration ANEW = Duration.ofHours(1);

    private final Source source;
    private final InstantSource clock;
    private Map<String, Long> totals = Map.of();
    private long countedMillis;
    private Instant begun = Instant.MIN;

    /** Counts conflicts received in a range of log time {@code (after, upTo]}, milliseconds since 1970 UTC. */
    @FunctionalInterface
    interface Source {
        Map<String, Long> count(long afterMillis, long upToMillis) throws SQLException;
    }

    ConflictTotals(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Those received up to a log time. After it, rows may still be missing. */
    Map<String, Long> countUpTo(Instant committed) throws SQLException {
        long upTo = committed.toEpochMilli();
        Instant now = clock.instant();
        if (begun.equals(Instant.MIN) || !now.isBefore(begun.plus(ANEW)) || upTo < countedMillis) {
            totals = source.count(0, upTo);
            begun = now;
        } else {
            Map<String, Long> sum = new TreeMap<>(totals);
            source.count(countedMillis, upTo).forEach((testbed, count) -> sum.merge(testbed, count, Long::sum));
            totals = sum;
        }
        countedMillis = upTo;
        return totals;
    }
}
