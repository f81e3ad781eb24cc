package org.metrobed.notify.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.metrobed.notify.group.Group;
import org.metrobed.store.notification.Notification;

/**
 * A message to a receiver. Immutable.
 *
 * @param id the same at each attempt, so that a receiver can recognise duplicates
 * @param what the row of the outbox
 * @param group state of its alerts when it is sent
 * @param earlier earlier messages to the receiver about the same episode of the group, oldest first
 */
public record AlertMessage(String id, Notification what, Group group, List<Notification> earlier) {
    public AlertMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(group, "group");
        earlier = List.copyOf(earlier);
    }

    /** Whether it reports the end of the episode. */
    public boolean isEnd() {
        return what.step() == Notification.Step.RESOLVED;
    }

    /** When the notification was decided, to the second. */
    public Instant made() {
        return Instant.ofEpochSecond(Math.floorDiv(what.madeMillis(), 1_000L));
    }
}
