package org.metrobed.analysis.correction;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Readings in the order of time. A range of them is widened by time and, where they are rare, by a number of readings; it
 * is never widened beyond {@link Reach#LONGEST_MICROS}. Immutable.
 */
record RowsByTime(List<ReadingRevisions> list) {

    RowsByTime {
        list = List.copyOf(list);
    }

    /** These rows, without those that the stream took for duplicates. */
    static RowsByTime of(List<ReadingRevisions> rows) {
        return new RowsByTime(rows.stream()
                .filter(row -> !row.isDuplicate())
                .sorted(Comparator.comparingLong(ReadingRevisions::micros))
                .toList());
    }

    /** The place of the first row at or after a time, microseconds since 1970 UTC. */
    int firstFrom(long micros) {
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (list.get(middle).micros() < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The place of the first row from a time on, or, if that is before it, of the first of a number of counted rows before a place. */
    int back(int place, long fromMicros, int least, Predicate<ReadingRevisions> counted) {
        int first = place;
        int left = least;
        while (first > 0
                && list.get(first - 1).micros() >= (left > 0 ? fromMicros - Reach.LONGEST_MICROS : fromMicros)) {
            first--;
            left -= counted.test(list.get(first)) ? 1 : 0;
        }
        return first;
    }

    /** The place behind the last row up to a time, or, if that is behind it, behind a number of counted rows from a place on. */
    int ahead(int place, long toMicros, int least, Predicate<ReadingRevisions> counted) {
        int end = place;
        int left = least;
        while (end < list.size() && list.get(end).micros() <= (left > 0 ? toMicros + Reach.LONGEST_MICROS : toMicros)) {
            left -= counted.test(list.get(end)) ? 1 : 0;
            end++;
        }
        return end;
    }
}
