package org.metrobed.store.deadletter;

import java.util.Objects;
import org.metrobed.model.DeadLetter;

/**
 * A dead letter as it stands. Immutable.
 *
 * @param letter its newest attempt
 * @param state whether it still waits
 */
public record StoredDeadLetter(DeadLetter letter, DeadLetterFilter.State state) {
    public StoredDeadLetter {
        Objects.requireNonNull(letter, "letter");
        Objects.requireNonNull(state, "state");
    }
}
