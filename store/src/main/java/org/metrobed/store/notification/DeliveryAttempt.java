package org.metrobed.store.notification;

import java.util.Locale;
import java.util.Objects;

/**
 * An attempt to send a notification and its outcome. Immutable.
 *
 * @param number number of the outbox row
 * @param attempt 1, 2, …
 * @param outcome result of the attempt
 * @param detail description of the result
 * @param atMillis time of the attempt, milliseconds since 1970 UTC
 */
public record DeliveryAttempt(long number, int attempt, Outcome outcome, String detail, long atMillis) {

    /** The result of an attempt. */
    public enum Outcome {
        /** The receiver has accepted it. */
        SENT,
        /** It will be tried again. */
        FAILED,
        /** It will not be tried again. */
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
