package org.metrobed.store.deadletter;

import java.util.Objects;
import org.metrobed.model.DeadLetter;

/**
 * A dead letter in its current state. Immutable.
 *
 * @param letter its newest attempt
 * @param state whether it is still open
 */
public record StoredDeadLetter(DeadLetter letter, DeadLetterFilter.State state) {
    public StoredDeadLetter {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(state, "state");
    }
}
