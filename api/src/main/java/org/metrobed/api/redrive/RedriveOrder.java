package org.metrobed.api.redrive;

import java.util.Objects;
import org.metrobed.store.deadletter.DeadLetterFilter;

/**
 * Selects dead letters to redrive. Immutable.
 *
 * @param filter selects the dead letters; only open ones are taken
 * @param limit maximum number of dead letters, the newest first; in [1,{@value #MAX}]
 * @param clockMillis added to the time stamps of the messages, milliseconds; 0 for none
 */
public record RedriveOrder(DeadLetterFilter filter, int limit, long clockMillis) {

    /** Maximum number of dead letters at once. */
    public static final int MAX = 100_000;

    /** Default number of dead letters. */
    public static final int DEFAULT = 10_000;

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException with the rule that the limit breaks
     */
    public RedriveOrder {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("must be within [1," + MAX + "]");
        }
        filter = Objects.requireNonNull(filter, "filter").withState(DeadLetterFilter.State.OPEN);
    }
}
