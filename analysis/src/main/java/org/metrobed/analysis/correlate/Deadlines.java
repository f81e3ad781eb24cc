package org.metrobed.analysis.correlate;

import java.util.TreeSet;

/**
 * What must be checked again, and at which log time. After a restart checks that were made come again, so a check must not
 * repeat what it did. Mutable, one thread.
 */
final class Deadlines {

    /** What is checked. Checks due at the same time run in this order. */
    enum Item {
        GATEWAY,
        SILENCE,
        ALERT,
        SWEEP
    }

    /** A deadline: the log time at which something is checked. */
    record Entry(long atMillis, Item item, String id) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            int byItem = byTime != 0 ? byTime : item.compareTo(other.item);
            return byItem != 0 ? byItem : id.compareTo(other.id);
        }
    }

    private final TreeSet<Entry> entries = new TreeSet<>();

    void add(long atMillis, Item item, String id) {
        if (atMillis != Long.MAX_VALUE) {
            entries.add(new Entry(atMillis, item, id));
        }
    }

    void remove(long atMillis, Item item, String id) {
        entries.remove(new Entry(atMillis, item, id));
    }

    /** Log time of the next deadline, milliseconds; {@link Long#MAX_VALUE} if there is none. */
    long nextMillis() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.first().atMillis();
    }

    /** Removes and returns the next deadline. */
    Entry poll() {
        return entries.pollFirst();
    }
}
