package org.metrobed.store.notification;

import java.util.Objects;

/**
 * A row of the outbox with what became of it. Immutable.
 *
 * @param number of the row; later ones have greater ones
 * @param notification what is told
 * @param attempts how many times it was tried
 * @param lastMillis when it was tried last, milliseconds since 1970 UTC; 0 for never
 * @param done whether it needs no further attempt: sent, given up, or not to be told
 * @param sent whether the receiver has it
 */
public record StoredNotification(
        long number, Notification notification, int attempts, long lastMillis, boolean done, boolean sent) {
    public StoredNotification {
        Objects.requireNonNull(notification, "notification");
    }

    /** The same after another attempt. */
    public StoredNotification with(DeliveryAttempt attempt) {
        boolean ended = attempt.outcome() != DeliveryAttempt.Outcome.FAILED;
        return new StoredNotification(
                number,
                notification,
                attempt.attempt(),
                attempt.atMillis(),
                ended,
                attempt.outcome() == DeliveryAttempt.Outcome.SENT);
    }
}
