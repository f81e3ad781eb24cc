package org.metrobed.store.notification;

import java.util.Objects;

/**
 * A row of the outbox with its delivery state. Immutable.
 *
 * @param number of the row; later rows have greater numbers
 * @param notification the notification
 * @param attempts number of attempts
 * @param lastMillis time of the last attempt, milliseconds since 1970 UTC; 0 for never
 * @param done whether it needs no further attempt: sent, given up, or not to be sent
 * @param sent whether the receiver has accepted it
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
