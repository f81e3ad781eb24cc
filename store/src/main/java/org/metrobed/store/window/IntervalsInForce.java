package org.metrobed.store.window;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.model.window.ExpectedReadings;

/**
 * The expected intervals of the parts of a window over its time. The time of an absent part has the interval of the part before it;
 * that before the first part has the interval of the first. Memory is that of the changes. Not thread-safe.
 */
final class IntervalsInForce {

    /** By the start of its first part, microseconds. */
    private final NavigableMap<Long, Run> runs = new TreeMap<>();

    /** Parts with one interval, one after the other. */
    private static final class Run {
        private final long intervalMillis;
        private long lastMicros;

        Run(long intervalMillis, long lastMicros) {
            this.intervalMillis = intervalMillis;
            this.lastMicros = lastMicros;
        }
    }

    /** Adds a part; in any order, but the order of time is exact if the interval changes back, too. */
    void add(long startMicros, long intervalMillis) {
        Map.Entry<Long, Run> before = runs.floorEntry(startMicros);
        if (before != null && before.getValue().intervalMillis == intervalMillis) {
            before.getValue().lastMicros = Math.max(before.getValue().lastMicros, startMicros);
            return;
        }
        Map.Entry<Long, Run> after = runs.higherEntry(startMicros);
        if (before != null && before.getValue().lastMicros > startMicros) {
            Run parted = before.getValue();
            runs.put(parted.lastMicros, new Run(parted.intervalMillis, parted.lastMicros));
            parted.lastMicros = startMicros;
        } else if (after != null && after.getValue().intervalMillis == intervalMillis) {
            runs.remove(after.getKey());
            runs.put(startMicros, after.getValue());
            return;
        }
        runs.put(startMicros, new Run(intervalMillis, startMicros));
    }

    /** How many readings a complete window {@code [from, to)} has. Nothing is rounded before the lengths with one interval are added. */
    ExpectedReadings expected(long fromMicros, long toMicros) {
        Map<Long, Long> millisOfInterval = new TreeMap<>();
        long begin = fromMicros;
        for (Map.Entry<Long, Run> run : runs.entrySet()) {
            Long next = runs.higherKey(run.getKey());
            long end = next == null ? toMicros : next;
            millisOfInterval.merge(run.getValue().intervalMillis, (end - begin) / 1_000, Long::sum);
            begin = end;
        }
        return millisOfInterval.entrySet().stream()
                .map(part -> ExpectedReadings.of(part.getValue(), part.getKey()))
                .reduce(ExpectedReadings.UNKNOWN, ExpectedReadings::plus);
    }
}
