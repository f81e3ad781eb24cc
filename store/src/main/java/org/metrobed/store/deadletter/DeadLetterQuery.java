package org.metrobed.store.deadletter;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.Limits;

/**
 * Selects dead letters to list, newest first. Immutable.
 *
 * @param filter selects the dead letters
 * @param limit maximum number of rows, in [1,{@value Limits#ROWS}]
 * @param after only rows after this cursor
 */
public record DeadLetterQuery(DeadLetterFilter filter, int limit, Optional<Cursor> after) {

    /** The position of the last row of a page. Immutable. */
    public record Cursor(long receivedMillis, RawPosition raw) {
        public Cursor {
            Objects.requireNonNull(raw, "raw");
        }
    }

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException that names the value out of bounds
     */
    public DeadLetterQuery {
        Objects.requireNonNull(filter, "filter");
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
    }

    /** The newest {@code limit} rows of a filter. */
    public static DeadLetterQuery newest(DeadLetterFilter filter, int limit) {
        return new DeadLetterQuery(filter, limit, Optional.empty());
    }

    /** Selects the rows after this cursor. */
    public DeadLetterQuery withAfter(Cursor place) {
        return new DeadLetterQuery(filter, limit, Optional.of(place));
    }
}
