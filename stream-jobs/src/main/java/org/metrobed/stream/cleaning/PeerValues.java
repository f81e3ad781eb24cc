package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The received peer values of a datastream. For a row, the newest {@value #KEPT} values of each peer by phenomenon time
 * count that came within a span of log time, whatever else is kept. So the result depends on the log alone, not on the
 * order in which channels deliver. Values that cannot count any more are dropped: at most {@value #KEPT} values of the
 * log up to the watermark are kept, and as many of each moment beyond it. Mutable, one thread.
 */
final class PeerValues {

    /** How many values of a peer count. */
    static final int KEPT = 16;

    /** Sorted by {@link PeerValue#ORDER}. */
    private final Map<String, List<PeerValue>> values = new TreeMap<>();

    /** The values of each peer, sorted. */
    Map<String, List<PeerValue>> values() {
        return values;
    }

    void add(String other, PeerValue value) {
        List<PeerValue> list = values.computeIfAbsent(other, name -> new ArrayList<>());
        int at = list.size();
        while (at > 0 && PeerValue.ORDER.compare(list.get(at - 1), value) > 0) {
            at--;
        }
        list.add(at, value);
    }

    /**
     * The value nearest to a time among those that count; if two are equally near, the earlier one. NaN if there is
     * none.
     *
     * @param fromMillis values from this log time on count
     * @param toMillis values up to this log time count
     */
    double nearest(String other, long timeMicros, long withinMicros, long fromMillis, long toMillis) {
        List<PeerValue> list = values.getOrDefault(other, List.of());
        double nearest = Double.NaN;
        long least = withinMicros;
        int counted = 0;
        for (int i = list.size() - 1; i >= 0 && counted < KEPT; i--) {
            PeerValue value = list.get(i);
            if (value.logMillis() >= fromMillis && value.logMillis() <= toMillis) {
                counted++;
                long distance = Math.abs(value.phenomenonMicros() - timeMicros);
                if (distance <= least) {
                    least = distance;
                    nearest = value.value();
                }
            }
        }
        return nearest;
    }

    /** The phenomenon time from which no value that counts has been dropped, microseconds since 1970 UTC. */
    long completeFrom(String other, long fromMillis, long toMillis) {
        List<PeerValue> list = values.getOrDefault(other, List.of());
        int counted = 0;
        for (int i = list.size() - 1; i >= 0; i--) {
            PeerValue value = list.get(i);
            if (value.logMillis() >= fromMillis && value.logMillis() <= toMillis && ++counted == KEPT) {
                return value.phenomenonMicros();
            }
        }
        return Long.MIN_VALUE;
    }

    /**
     * Drops the values of a peer that cannot count any more.
     *
     * @param needMillis log time before which no value counts for any waiting row or row to come
     * @param fromMillis log time from which values count for rows to come
     * @param watermarkMillis log time up to which due rows have been emitted
     */
    void prune(String other, long needMillis, long fromMillis, long watermarkMillis) {
        List<PeerValue> list = values.get(other);
        List<PeerValue> kept = new ArrayList<>();
        Map<Long, Integer> beyond = new HashMap<>();
        int counted = 0;
        for (int i = list.size() - 1; i >= 0; i--) {
            PeerValue value = list.get(i);
            long log = value.logMillis();
            boolean counts = log >= needMillis;
            if (counts && log > watermarkMillis) {
                counts = beyond.merge(log, 1, Integer::sum) <= KEPT;
            } else if (counts && log >= fromMillis) {
                counts = ++counted <= KEPT;
            }
            if (counts) {
                kept.add(value);
            }
        }
        if (kept.isEmpty()) {
            values.remove(other);
        } else if (kept.size() < list.size()) {
            Collections.reverse(kept);
            values.put(other, kept);
        }
    }
}
