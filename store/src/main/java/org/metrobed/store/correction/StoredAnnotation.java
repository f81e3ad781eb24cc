package org.metrobed.store.correction;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.analysis.correction.AnnotationEvent;

/**
 * An annotation, or an order to recompute, with its current state. Immutable.
 *
 * @param made the event that made it
 * @param acceptedMillis when it was made, by the clock, milliseconds since 1970 UTC
 * @param undone the event that undid it; empty while it is in force
 * @param undoneMillis when it was undone, by the clock; 0 while it is in force
 * @param days how many days (UTC) of its datastream it touches
 * @param pendingDays days whose corrections are not completely written
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

    /** Whether all corrections from it, and from its undoing, have been written. */
    public boolean isApplied() {
        return pendingDays == 0;
    }
}
