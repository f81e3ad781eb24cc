package org.metrobed.store.deadletter;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.TimeOrder;

/**
 * Selects dead letters to list. Immutable.
 *
 * @param filter selects the dead letters
 * @param order whether the newest or the oldest received come first
 * @param limit maximum number of rows, in [1,{@value Limits#ROWS}]
 * @param after only rows after this cursor
 */
public record DeadLetterQuery(DeadLetterFilter filter, TimeOrder order, int limit, Optional<Cursor> after) {

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
        Objects.requireNonNull(order, "order");
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
    }

    /** The newest {@code limit} rows of a filter. */
    public static DeadLetterQuery newest(DeadLetterFilter filter, int limit) {
        return new DeadLetterQuery(filter, TimeOrder.NEWEST_FIRST, limit, Optional.empty());
    }

    /** Selects the rows after this cursor. */
    public DeadLetterQuery withAfter(Cursor place) {
        return new DeadLetterQuery(filter, order, limit, Optional.of(place));
    }
}
