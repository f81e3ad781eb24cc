package org.metrobed.store.correction;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.analysis.correction.AnnotationEvent;

/**
 * An annotation as it stands, or an order to recompute. Immutable.
 *
 * @param made how it was made
 * @param acceptedMillis when, by the clock, milliseconds since 1970 UTC
 * @param undone how it was undone; empty while it is in force
 * @param undoneMillis when, by the clock; 0 while it is in force
 * @param days how many days (UTC) of its datastream it touches
 * @param pendingDays of how many of them not all that follows has been written
 */
public record StoredAnnotation(
        AnnotationEvent made,
        long acceptedMillis,
        Optional<AnnotationEvent> undone,
        long undoneMillis,
        int days,
        int pendingDays) {
    public StoredAnnotation {
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(undone, "undone");
    }

    /** Whether all that follows from it, and from its undoing, has been written. */
    public boolean isApplied() {
        return pendingDays == 0;
    }
}
