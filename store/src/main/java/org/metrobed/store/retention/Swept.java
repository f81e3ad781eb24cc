package org.metrobed.store.retention;

import java.time.Instant;
import java.util.Objects;

/**
 * What one run deleted. Immutable.
 *
 * @param kept the kind of rows
 * @param cutoff rows ingested at or after this time stay
 * @param rows number of rows that statements deleted
 * @param batches number of statements
 * @param pieces number of chunks or partitions dropped with all their rows
 * @param conflicts number of deleted conflict rows
 */
public record Swept(Kept kept, Instant cutoff, long rows, long batches, int pieces, long conflicts) {

    public Swept {
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(cutoff, "cutoff");
    }

    /** Whether anything was deleted. */
    public boolean isSomething() {
        return rows > 0 || pieces > 0 || conflicts > 0;
    }
}
