package org.metrobed.store.notification;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.metrobed.model.Severity;

/**
 * A row of the outbox: what a receiver is notified about a group of alerts, or why it is not notified. Immutable.
 *
 * @param receiver name of the receiver
 * @param group id of the group's alert without a parent
 * @param round 0 for the group's first episode, then 1, …
 * @param step what is reported
 * @param severity the highest severity of the group at that time
 * @param size level of the number of its open alerts at that time
 * @param approved whether a person had approved it for the public
 * @param madeMillis when it was decided, milliseconds since 1970 UTC
 * @param content what the receiver is sent at each attempt, in the receiver's own format; empty if it is not told, or
 *     was decided by a release before 0.2
 */
@RecordBuilder
public record Notification(
        String receiver,
        String group,
        int round,
        Step step,
        Severity severity,
        int size,
        boolean approved,
        long madeMillis,
        String content)
        implements NotificationBuilder.With {

    /** What is reported. */
    public enum Step {
        /** The episode has begun. */
        FIRING(true),
        /** The episode continues and has grown. */
        CHANGED(true),
        /** The episode has ended. */
        RESOLVED(true),
        /** Not sent: it was silenced when it was first seen. */
        HELD(false),
        /** Not sent: it was too old when it was first seen. */
        STALE(false),
        /** Not sent: it ended before a notification was due. */
        DROPPED(false);

        private final boolean told;

        Step(boolean told) {
            this.told = told;
        }

        /** Whether the receiver is notified. */
        public boolean isTold() {
            return told;
        }

        /** Whether it ends the group's episode. */
        public boolean isEnd() {
            return this == RESOLVED || this == DROPPED;
        }

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Notification {
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(content, "content");
    }

    /** Short text of the notification; unique for a receiver and group. */
    public String fingerprint() {
        return round + " " + step.word() + " " + severity.word() + " " + size + (approved ? " approved" : "");
    }

    /** Identity of the row, the same for every sending and sender. Receivers recognise duplicates by it. */
    public String id() {
        String name = String.join("\n", "metrobed", receiver, group, fingerprint());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
