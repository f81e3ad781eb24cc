package org.metrobed.store.correction;

import java.util.Objects;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.model.DatastreamSettings;

/**
 * A request for an annotation or a recompute. Immutable.
 *
 * @param settings current settings of its datastream
 * @param fromMicros phenomenon time from, inclusive, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param correction what is done to the readings
 * @param reason free text
 * @param author the person who makes it
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
