package org.metrobed.store.query;

import java.util.Comparator;
import org.metrobed.model.Constants;

/** The direction of a list that is sorted by time. */
public enum TimeOrder {
    OLDEST_FIRST("asc"),
    NEWEST_FIRST("desc");

    private final String word;

    TimeOrder(String word) {
        this.word = word;
    }

    /** Its word in URLs and in SQL. */
    public String word() {
        return word;
    }

    /**
     * The order of a word.
     *
     * @throws IllegalArgumentException for an unknown word
     */
    public static TimeOrder parse(String text) {
        return Constants.find(TimeOrder.class, TimeOrder::word, text)
                .orElseThrow(() -> new IllegalArgumentException("is '" + text + "', must be asc or desc"));
    }

    /** The comparison in SQL of a later row of the list with an earlier one. */
    public String comparison() {
        return this == OLDEST_FIRST ? ">" : "<";
    }

    /** Whether a list comes to a time before it comes to another one. */
    public boolean isBefore(long micros, long otherMicros) {
        return this == OLDEST_FIRST ? micros < otherMicros : micros > otherMicros;
    }

    /** A comparator for this order, made from one that sorts the oldest first. */
    public <T> Comparator<T> sorting(Comparator<T> oldestFirst) {
        return this == OLDEST_FIRST ? oldestFirst : oldestFirst.reversed();
    }
}
