package org.metrobed.notify.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.store.notification.Notification;

/**
 * What a message to a receiver is written from, at the time at which it is decided. Immutable.
 *
 * @param what the row of the outbox, without its content
 * @param group state of its alerts
 * @param earlier earlier messages to the receiver about the same episode of the group, oldest first; those that were
 *     given up are missing
 * @param names of what the alerts are about
 */
public record AlertMessage(Notification what, Group group, List<Notification> earlier, NamesInCatalog names) {
    public AlertMessage {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(group, "group");
        earlier = List.copyOf(earlier);
        Objects.requireNonNull(names, "names");
    }

    /** The same at each attempt, so that a receiver can recognise duplicates. */
    public String id() {
        return what.id();
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
