package org.metrobed.store.deadletter;

import java.util.Objects;
import org.metrobed.model.DeadLetter;

/** How many dead letters there are of a reason, stage and state. Immutable. */
public record DeadLetterCount(DeadLetter.Reason reason, String stage, DeadLetterFilter.State state, long count) {
    public DeadLetterCount {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(state, "state");
    }
}
