package org.metrobed.notify.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.metrobed.notify.group.Group;
import org.metrobed.store.notification.Notification;

/**
 * What a receiver is told. Immutable.
 *
 * @param id the same at each try, so that a receiver can tell repeats
 * @param what the row of the outbox
 * @param group how its alerts stand when it is sent
 * @param earlier what the receiver already has of the same episode of the group, oldest first
 */
public record AlertMessage(String id, Notification what, Group group, List<Notification> earlier) {
    public AlertMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(group, "group");
        earlier = List.copyOf(earlier);
    }

    /** Whether it says that the episode is over. */
    public boolean isEnd() {
        return what.step() == Notification.Step.RESOLVED;
    }

    /** When it was decided to tell it, to the second. */
    public Instant made() {
        return Instant.ofEpochSecond(Math.floorDiv(what.madeMillis(), 1_000L));
    }
}
