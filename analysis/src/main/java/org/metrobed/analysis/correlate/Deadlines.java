package org.metrobed.analysis.correlate;

import java.util.TreeSet;

/** What is to be looked at again, and when. Looking too often does no harm. Mutable, one thread. */
final class Deadlines {

    /** What is looked at, in this order at one time. */
    enum Item {
        GATEWAY,
        SILENCE,
        ALERT,
        SWEEP
    }

    /** A time to look at something. */
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

    /** Log time of the next entry; {@link Long#MAX_VALUE} for none. */
    long nextMillis() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.first().atMillis();
    }

    /** Takes the next entry. */
    Entry poll() {
        return entries.pollFirst();
    }
}
