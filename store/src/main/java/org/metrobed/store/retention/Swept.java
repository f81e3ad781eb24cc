package org.metrobed.store.retention;

import java.time.Instant;
import java.util.Objects;

/**
 * What one run took away. Immutable.
 *
 * @param kept of what
 * @param cutoff what was ingested from then on stays
 * @param rows how many rows were deleted one by one
 * @param batches in how many statements
 * @param pieces how many chunks or partitions were dropped with all their rows
 * @param conflicts how many values that contradicted an observation went
 */
public record Swept(Kept kept, Instant cutoff, long rows, long batches, int pieces, long conflicts) {

    public Swept {
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(cutoff, "cutoff");
    }

    /** Whether anything went. */
    public boolean isSomething() {
        return rows > 0 || pieces > 0 || conflicts > 0;
    }
}
