package org.metrobed.model.alert;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.Constants;

/**
 * An action of a person on an alert. Actions are only ever appended. Key: (alertId, version). Immutable.
 *
 * @param alertId id of the alert
 * @param version 1 for the first action of the alert, then 2, 3, …
 * @param kind the kind of action
 * @param author the person who acted
 * @param reason the reason, as text; for a comment, its text
 * @param assignee the person who is responsible, for {@link Kind#ASSIGN}; otherwise empty
 * @param acceptedMillis clock time of acceptance, milliseconds since 1970 UTC
 */
public record AlertAction(
        String alertId, int version, Kind kind, String author, String reason, String assignee, long acceptedMillis) {

    /** The kind of an action. */
    public enum Kind {
        ACKNOWLEDGE,
        UNACKNOWLEDGE,
        ASSIGN,
        UNASSIGN,
        COMMENT,
        /** A warning to the public may be published as an actual warning. */
        APPROVE,
        /** Verdict: nothing was wrong, so the rule called in vain. */
        NOT_A_FAULT,
        /** Verdict: what the alert says was so. */
        REAL,
        /** Verdict: it was so because of work that people knew of. */
        KNOWN_WORK,
        /** Takes the verdict back. */
        NO_VERDICT;

        /** The word in JSON and in the database: {@code acknowledge}, … */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it says, or takes back, whether the alert was right. */
        public boolean isVerdict() {
            return this == NOT_A_FAULT || this == REAL || this == KNOWN_WORK || this == NO_VERDICT;
        }

        /** Whether an alert is acknowledged after it; empty for what leaves that as it was. */
        public Optional<Boolean> acknowledges() {
            return switch (this) {
                case ACKNOWLEDGE -> Optional.of(true);
                case UNACKNOWLEDGE -> Optional.of(false);
                case ASSIGN, UNASSIGN, COMMENT, APPROVE, NOT_A_FAULT, REAL, KNOWN_WORK, NO_VERDICT -> Optional.empty();
            };
        }

        /**
         * Reads a word.
         *
         * @throws IllegalArgumentException with the violated rule, as the end of a sentence
         */
        public static Kind parse(String word) {
            return Constants.find(Kind.class, Kind::word, word)
                    .orElseThrow(() -> new IllegalArgumentException("is '" + word
                            + "', must be one of acknowledge, unacknowledge, assign, unassign, comment, approve,"
                            + " not-a-fault, real, known-work, no-verdict"));
        }
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the version is below 1, or if there is an assignee without
     *     {@link Kind#ASSIGN}
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

    /** Whether another action has the same content, whatever its time of acceptance. */
    public boolean repeats(AlertAction other) {
        return alertId.equals(other.alertId)
                && version == other.version
                && kind == other.kind
                && author.equals(other.author)
                && reason.equals(other.reason)
                && assignee.equals(other.assignee);
    }
}
