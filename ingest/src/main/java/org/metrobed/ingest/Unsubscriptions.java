package org.metrobed.ingest;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Filters to unsubscribe. With several instances each waits some heartbeats first: the filter may now belong to another
 * instance, which must subscribe to it before this one unsubscribes; otherwise messages in between would be lost.
 * Thread-safe.
 */
final class Unsubscriptions {

    private final int waitBeats;
    private final Consumer<Set<String>> unsubscribe;
    private final Set<String> filters = new TreeSet<>();
    private int beatsLeft;

    /** Nothing to unsubscribe yet; {@code unsubscribe} must not block. */
    Unsubscriptions(int waitBeats, Consumer<Set<String>> unsubscribe) {
        this.waitBeats = waitBeats;
        this.unsubscribe = unsubscribe;
    }

    /** Schedules these filters, except those that are kept. */
    synchronized void leave(Collection<String> gone, Collection<String> kept) {
        filters.addAll(gone);
        filters.removeAll(kept);
        beatsLeft = waitBeats;
        leaveIfDue();
    }

    /** Counts a heartbeat. */
    synchronized void beat() {
        if (beatsLeft > 0) {
            beatsLeft--;
            leaveIfDue();
        }
    }

    private void leaveIfDue() {
        if (beatsLeft == 0 && !filters.isEmpty()) {
            unsubscribe.accept(Set.copyOf(filters));
            filters.clear();
        }
    }
}
