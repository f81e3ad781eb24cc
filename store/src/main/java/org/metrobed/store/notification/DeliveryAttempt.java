package org.metrobed.store.notification;

import java.util.Locale;
import java.util.Objects;

/**
 * A try to tell, and what came of it. Immutable.
 *
 * @param number of the row of the outbox
 * @param attempt 1, 2, …
 * @param outcome what came of it
 * @param detail in words
 * @param atMillis when, milliseconds since 1970 UTC
 */
public record DeliveryAttempt(long number, int attempt, Outcome outcome, String detail, long atMillis) {

    /** What came of it. */
    public enum Outcome {
        /** The receiver has it. */
        SENT,
        /** It is tried again. */
        FAILED,
        /** It is not tried again. */
        GIVEN_UP;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public DeliveryAttempt {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(detail, "detail");
    }
}
