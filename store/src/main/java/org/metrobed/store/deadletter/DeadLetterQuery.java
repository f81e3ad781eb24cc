package org.metrobed.store.deadletter;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.core.model.RawPosition;
import org.metrobed.store.query.Limits;

/**
 * Which dead letters to list, newest first. Immutable.
 *
 * @param reasons only these reasons; empty: all
 * @param fromMillis received from, inclusive, milliseconds since 1970 UTC
 * @param toMillis received to, exclusive
 * @param limit most rows, in [1,{@value Limits#ROWS}]
 * @param after only rows behind this place
 */
public record DeadLetterQuery(
        Set<DeadLetter.Reason> reasons, long fromMillis, long toMillis, int limit, Optional<Cursor> after) {

    /** The place of the last row of a page. Immutable. */
    public record Cursor(long receivedMillis, RawPosition raw) {
        public Cursor {
            Objects.requireNonNull(raw, "raw");
        }
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException that names what is out of bounds
     */
    public DeadLetterQuery {
        reasons = Set.copyOf(reasons);
        Limits.checkRange(fromMillis, toMillis);
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
    }

    /** The newest {@code limit} rows of all reasons and times. */
    public static DeadLetterQuery newest(int limit) {
        return new DeadLetterQuery(Set.of(), 0, Limits.END_MICROS / 1_000, limit, Optional.empty());
    }

    /** Only these reasons. */
    public DeadLetterQuery withReasons(Set<DeadLetter.Reason> only) {
        return new DeadLetterQuery(only, fromMillis, toMillis, limit, after);
    }

    /** Only received in this range, milliseconds since 1970 UTC. */
    public DeadLetterQuery withReceived(long from, long to) {
        return new DeadLetterQuery(reasons, from, to, limit, after);
    }

    /** The rows behind this place. */
    public DeadLetterQuery withAfter(Cursor place) {
        return new DeadLetterQuery(reasons, fromMillis, toMillis, limit, Optional.of(place));
    }
}
