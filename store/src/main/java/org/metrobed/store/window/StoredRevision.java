package org.metrobed.store.window;

import java.util.Objects;
import org.metrobed.model.window.WindowRevision;

/**
 * A stored revision. Immutable.
 *
 * @param revision its contents
 * @param pipelineVersion the version of the pipeline that wrote it
 */
public record StoredRevision(WindowRevision revision, String pipelineVersion) {
    public StoredRevision {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(pipelineVersion, "pipelineVersion");
    }

    /** Whether the other is of the same window. */
    boolean isSameWindow(StoredRevision other) {
        return revision.startMicros() == other.revision.startMicros()
                && revision.sizeMillis() == other.revision.sizeMillis()
                && revision.datastream().equals(other.revision.datastream());
    }
}
