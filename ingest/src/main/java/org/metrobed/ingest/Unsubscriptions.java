package org.metrobed.ingest;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Filters to give up. With several instances each waits some beats first: the filter may now belong to another instance, which
 * must subscribe it before this one leaves it, or messages between were lost. Thread-safe.
 */
final class Unsubscriptions {

    private final int waitBeats;
    private final Consumer<Set<String>> unsubscribe;
    private final Set<String> filters = new TreeSet<>();
    private int beatsLeft;

    /** Nothing to give up yet; {@code unsubscribe} must not block. */
    Unsubscriptions(int waitBeats, Consumer<Set<String>> unsubscribe) {
        this.waitBeats = waitBeats;
        this.unsubscribe = unsubscribe;
    }

    /** Gives up these, in time, but for those that are kept. */
    synchronized void leave(Collection<String> gone, Collection<String> kept) {
        filters.addAll(gone);
        filters.removeAll(kept);
        beatsLeft = waitBeats;
        leaveIfDue();
    }

    /** A beat has passed. */
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
