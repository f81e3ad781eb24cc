package org.metrobed.store.correction;

import java.util.Objects;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.model.DatastreamSettings;

/**
 * An annotation to be made, or an order to recompute. Immutable.
 *
 * @param settings of its datastream, now
 * @param fromMicros phenomenon time from, inclusive, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param correction what is done to the readings
 * @param reason why, in words
 * @param author who says so
 */
public record AnnotationDraft(
        DatastreamSettings settings,
        long fromMicros,
        long toMicros,
        Correction correction,
        String reason,
        String author) {
    public AnnotationDraft {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(correction, "correction");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(author, "author");
    }
}
