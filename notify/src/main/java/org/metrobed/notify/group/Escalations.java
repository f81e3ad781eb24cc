package org.metrobed.notify.group;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.metrobed.store.notification.Notification;

/** Decides whether a receiver of escalations is to be told of a group. Static functions only. */
public final class Escalations {

    private Escalations() {}

    /**
     * Whether a group concerns a receiver by now. One that was told of an episode is told of its end, too, acknowledged or
     * not.
     *
     * @param after time after the first message to another receiver; zero if the receiver does not wait
     * @param before the receiver's rows of the group, in their order
     * @param firstToldMillis when the first receiver was told of the episode; empty if none was
     */
    public static boolean isDue(
            Duration after, Group group, List<Notification> before, OptionalLong firstToldMillis, Instant now) {
        if (after.isZero() || isTold(before)) {
            return true;
        }
        return !group.lead().acknowledged()
                && firstToldMillis.isPresent()
                && now.toEpochMilli() - firstToldMillis.getAsLong() >= after.toMillis();
    }

    private static boolean isTold(List<Notification> before) {
        return !before.isEmpty() && !before.get(before.size() - 1).step().isEnd();
    }
}
