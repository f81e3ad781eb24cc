package org.metrobed.store.window;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Consumer;

/**
 * Joins composed windows with stored revisions. A window as it closed is that of a stored revision 0, or else the composed
 * one, which then comes before its stored revisions. Not thread-safe.
 */
final class ComposedFirst {

    private final Map<String, NavigableMap<Long, StoredRevision>> composed;
    private final Consumer<? super StoredRevision> consumer;
    private String datastream;

    /** @param composed by datastream and start; is changed */
    ComposedFirst(Map<String, NavigableMap<Long, StoredRevision>> composed, Consumer<? super StoredRevision> consumer) {
        this.composed = composed;
        this.consumer = consumer;
    }

    /** Adds the next stored revision, in the order of datastream, start and revision. */
    void add(StoredRevision stored) {
        if (!stored.revision().datastream().equals(datastream)) {
            endDatastream();
            datastream = stored.revision().datastream();
        }
        NavigableMap<Long, StoredRevision> waiting = composed.getOrDefault(datastream, Collections.emptyNavigableMap());
        long start = stored.revision().startMicros();
        while (!waiting.isEmpty() && waiting.firstKey() <= start) {
            Map.Entry<Long, StoredRevision> first = waiting.pollFirstEntry();
            if (first.getKey() < start || stored.revision().revision() != 0) {
                consumer.accept(first.getValue());
            }
        }
        consumer.accept(stored);
    }

    /** Ends the stored revisions. */
    void end() {
        endDatastream();
        composed.values().forEach(windows -> windows.values().forEach(consumer));
    }

    private void endDatastream() {
        NavigableMap<Long, StoredRevision> left = datastream == null ? null : composed.remove(datastream);
        if (left != null) {
            left.values().forEach(consumer);
        }
    }
}
