package org.metrobed.store.deadletter;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.Limits;

/**
 * Which dead letters to list, newest first. Immutable.
 *
 * @param filter which are meant
 * @param limit most rows, in [1,{@value Limits#ROWS}]
 * @param after only rows behind this place
 */
public record DeadLetterQuery(DeadLetterFilter filter, int limit, Optional<Cursor> after) {

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
        Objects.requireNonNull(filter, "filter");
        Limits.checkRows(limit);
        Objects.requireNonNull(after, "after");
    }

    /** The newest {@code limit} rows of a filter. */
    public static DeadLetterQuery newest(DeadLetterFilter filter, int limit) {
        return new DeadLetterQuery(filter, limit, Optional.empty());
    }

    /** The rows behind this place. */
    public DeadLetterQuery withAfter(Cursor place) {
        return new DeadLetterQuery(filter, limit, Optional.of(place));
    }
}
