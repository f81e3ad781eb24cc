package org.metrobed.store.notification;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.metrobed.model.Severity;

/**
 * A row of the outbox: what a receiver is to be told of a group, or why it is told nothing. Immutable.
 *
 * @param receiver its name
 * @param group the alert that calls
 * @param round 0 for the group's first episode, then 1, …
 * @param step what is told
 * @param severity the highest of the group then
 * @param size how many of its alerts were open then, as a level
 * @param approved whether a person had let it go out to the public
 * @param madeMillis when it was decided, milliseconds since 1970 UTC
 */
public record Notification(
        String receiver,
        String group,
        int round,
        Step step,
        Severity severity,
        int size,
        boolean approved,
        long madeMillis) {

    /** What is told. */
    public enum Step {
        /** It has begun. */
        FIRING(true),
        /** It lasts and has grown. */
        CHANGED(true),
        /** It is over. */
        RESOLVED(true),
        /** Not told: it was silenced when it was first seen. */
        HELD(false),
        /** Not told: it was too old when it was first seen. */
        STALE(false),
        /** Not told: it ended before anyone was to be told. */
        DROPPED(false);

        private final boolean told;

        Step(boolean told) {
            this.told = told;
        }

        /** Whether the receiver is told of it. */
        public boolean isTold() {
            return told;
        }

        /** Whether the group's episode is over with it. */
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
    }

    /** What is told, in short; unique for a receiver and group. */
    public String fingerprint() {
        return round + " " + step.word() + " " + severity.word() + " " + size + (approved ? " approved" : "");
    }

    /** The same for the same row whenever and by whomever it is sent: receivers tell repeats by it. */
    public String id() {
        String name = String.join("\n", "metrobed", receiver, group, fingerprint());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
