package org.metrobed.model.alert;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a person did about an alert. Only ever appended; key (alertId, version). Immutable.
 *
 * @param alertId of the alert
 * @param version 1 for the first of the alert, then 2, 3, …
 * @param kind what was done
 * @param author who did it
 * @param reason why, in words; the text of a comment
 * @param assignee who is to take care, with {@link Kind#ASSIGN}; else empty
 * @param acceptedMillis when, by the clock, milliseconds since 1970 UTC
 */
public record AlertAction(
        String alertId, int version, Kind kind, String author, String reason, String assignee, long acceptedMillis) {

    /** What a person does. */
    public enum Kind {
        ACKNOWLEDGE,
        UNACKNOWLEDGE,
        ASSIGN,
        UNASSIGN,
        COMMENT,
        /** A warning to the public may go out as an actual one. */
        APPROVE;

        /** The word in JSON and in the database: {@code acknowledge}, … */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether an alert is acknowledged after it; empty for what leaves that as it was. */
        public Optional<Boolean> acknowledges() {
            return switch (this) {
                case ACKNOWLEDGE -> Optional.of(true);
                case UNACKNOWLEDGE -> Optional.of(false);
                case ASSIGN, UNASSIGN, COMMENT, APPROVE -> Optional.empty();
            };
        }

        /**
         * Reads a word.
         *
         * @throws IllegalArgumentException with the rule that it breaks, as the end of a sentence
         */
        public static Kind parse(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "is '" + word + "', must be one of acknowledge, unacknowledge, assign, unassign, comment, approve");
        }
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when the version is below 1, or somebody is named without being assigned
     */
    public AlertAction {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(assignee, "assignee");
        if (version < 1) {
            throw new IllegalArgumentException("version " + version + " is not at least 1");
        }
        if (assignee.isEmpty() == (kind == Kind.ASSIGN)) {
            throw new IllegalArgumentException("an assignee belongs to 'assign' and to it alone");
        }
    }

    /** Whether another says the same, whenever it was accepted. */
    public boolean repeats(AlertAction other) {
        return alertId.equals(other.alertId)
                && version == other.version
                && kind == other.kind
                && author.equals(other.author)
                && reason.equals(other.reason)
                && assignee.equals(other.assignee);
    }
}
