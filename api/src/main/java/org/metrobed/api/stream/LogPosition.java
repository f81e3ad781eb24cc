package org.metrobed.api.stream;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A position in the topics: the offset of the next record of each partition. Immutable. Its text is the {@code id} of
 * an event, such as {@code a0-5.w0-123.w1-44}.
 *
 * @param next next offset by partition; a partition is named by the letter of its topic and its number
 */
record LogPosition(SortedMap<String, Long> next) {

    LogPosition {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /** This position after the record at an offset of a partition. */
    LogPosition after(String partition, long offset) {
        TreeMap<String, Long> moved = new TreeMap<>(next);
        moved.put(partition, offset + 1);
        return new LogPosition(moved);
    }

    /** Whether both have the same partitions and no offset of this is lower. */
    boolean reaches(LogPosition other) {
        return next.keySet().equals(other.next.keySet())
                && next.entrySet().stream().allMatch(entry -> entry.getValue() >= other.next.get(entry.getKey()));
    }

    /** Whether the record at an offset is before this position. */
    boolean covers(String partition, long offset) {
        return next.getOrDefault(partition, 0L) > offset;
    }

    /**
     * Reads the text of a position.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    static LogPosition parse(String text) {
        TreeMap<String, Long> next = new TreeMap<>();
        for (String part : text.split("\\.", -1)) {
            int dash = part.indexOf('-');
            if (dash < 1) {
                throw new IllegalArgumentException("'" + text + "' is not a log position");
            }
            next.put(part.substring(0, dash), Long.parseLong(part.substring(dash + 1)));
        }
        return new LogPosition(next);
    }

    @Override
    public String toString() {
        return next.entrySet().stream()
                .map(entry -> entry.getKey() + "-" + entry.getValue())
                .collect(Collectors.joining("."));
    }
}
