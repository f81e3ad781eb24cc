package org.metrobed.store.suppression;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.alert.Suppression;

/**
 * A silence or maintenance window in its current state. Immutable.
 *
 * @param sequence the order in which they were made
 * @param made as it was made, with the planned end
 * @param madeMillis when, by the clock, milliseconds since 1970 UTC
 * @param ended how it was ended early
 */
public record StoredSuppression(long sequence, Suppression made, long madeMillis, Optional<End> ended) {

    /** Author, time (by the clock, milliseconds since 1970 UTC) and reason of an early end. Immutable. */
    public record End(String author, long atMillis, String reason) {
        public End {
            Objects.requireNonNull(author, "author");
            Objects.requireNonNull(reason, "reason");
        }
    }

    public StoredSuppression {
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(ended, "ended");
    }

    /** The suppression with its actual end, which is not before its start. */
    public Suppression suppression() {
        long to = ended.map(end -> Math.max(made.fromMicros(), Math.min(made.toMicros(), end.atMillis() * 1_000)))
                .orElse(made.toMicros());
        return new Suppression(
                made.id(),
                made.kind(),
                made.pattern(),
                made.detector(),
                made.fromMicros(),
                to,
                made.reason(),
                made.author());
    }
}
