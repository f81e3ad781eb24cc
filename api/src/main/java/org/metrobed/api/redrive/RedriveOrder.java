package org.metrobed.api.redrive;

import java.util.Objects;
import org.metrobed.store.deadletter.DeadLetterFilter;

/**
 * Which dead letters to drive again. Immutable.
 *
 * @param filter which are meant; of them those that are open
 * @param limit most dead letters, the newest first; in [1,{@value #MAX}]
 */
public record RedriveOrder(DeadLetterFilter filter, int limit) {

    /** Most dead letters at once. */
    public static final int MAX = 100_000;

    /** Most dead letters where nothing is said. */
    public static final int DEFAULT = 10_000;

    /**
     * Checks.
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
