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

    private final int waitHeartbeats;
    private final Consumer<Set<String>> unsubscribe;
    private final Set<String> filters = new TreeSet<>();
    private int heartbeatsLeft;

    /** Nothing to unsubscribe yet; {@code unsubscribe} must not block. */
    Unsubscriptions(int waitHeartbeats, Consumer<Set<String>> unsubscribe) {
        this.waitHeartbeats = waitHeartbeats;
        this.unsubscribe = unsubscribe;
    }

    /** Schedules these filters, except those that are kept. */
    synchronized void leave(Collection<String> gone, Collection<String> kept) {
        filters.addAll(gone);
        filters.removeAll(kept);
        heartbeatsLeft = waitHeartbeats;
        leaveIfDue();
    }

    /** Counts a heartbeat. */
    synchronized void heartbeat() {
        if (heartbeatsLeft > 0) {
            heartbeatsLeft--;
            leaveIfDue();
        }
    }

    private void leaveIfDue() {
        if (heartbeatsLeft == 0 && !filters.isEmpty()) {
            unsubscribe.accept(Set.copyOf(filters));
            filters.clear();
        }
    }
}
