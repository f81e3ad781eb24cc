package org.metrobed.model.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How people have handled an alert: the fold of its actions. It is independent of the alert's condition. Immutable.
 *
 * @param version number of the newest action, 0 before the first
 * @param acknowledged who acknowledged it; empty if nobody has, or if it was withdrawn
 * @param assignee the person who is responsible; empty for nobody
 * @param approved who approved that a warning to the public is published as an actual warning
 * @param verdict who said whether the alert was right; empty if nobody has, or if it was taken back
 */
public record Handling(
        int version, Optional<Mark> acknowledged, String assignee, Optional<Mark> approved, Optional<Verdict> verdict) {

    /** The handling of an alert without actions. */
    public static final Handling NONE = new Handling(0, Optional.empty(), "", Optional.empty(), Optional.empty());

    /** Who acted, when (clock time, milliseconds since 1970 UTC) and why. Immutable. */
    public record Mark(String author, long atMillis, String reason) {
        public Mark {
            Objects.requireNonNull(author, "author");
            Objects.requireNonNull(reason, "reason");
        }

        private static Optional<Mark> of(AlertAction action) {
            return Optional.of(new Mark(action.author(), action.acceptedMillis(), action.reason()));
        }
    }

    /**
     * Whether an alert was right. Immutable.
     *
     * @param kind {@link AlertAction.Kind#NOT_A_FAULT}, {@link AlertAction.Kind#REAL} or {@link AlertAction.Kind#KNOWN_WORK}
     * @param mark who said it, when and why
     */
    public record Verdict(AlertAction.Kind kind, Mark mark) {
        public Verdict {
            Objects.requireNonNull(mark, "mark");
            if (!kind.isVerdict() || kind == AlertAction.Kind.NO_VERDICT) {
                throw new IllegalArgumentException(kind.word() + " is no verdict");
            }
        }
    }

    public Handling {
        Objects.requireNonNull(acknowledged, "acknowledged");
        Objects.requireNonNull(assignee, "assignee");
        Objects.requireNonNull(approved, "approved");
        Objects.requireNonNull(verdict, "verdict");
    }

    /** The handling after all actions of one alert, given in any order. */
    public static Handling of(List<AlertAction> actions) {
        Handling handling = NONE;
        for (AlertAction action : actions.stream()
                .sorted(Comparator.comparingInt(AlertAction::version))
                .toList()) {
            handling = handling.after(action);
        }
        return handling;
    }

    /** The handling after the next action. */
    public Handling after(AlertAction action) {
        int next = action.version();
        Optional<Mark> noted = action.kind()
                .acknowledges()
                .map(yes -> yes ? Mark.of(action) : Optional.<Mark>empty())
                .orElse(acknowledged);
        return switch (action.kind()) {
            case ASSIGN -> new Handling(next, noted, action.assignee(), approved, verdict);
            case UNASSIGN -> new Handling(next, noted, "", approved, verdict);
            case APPROVE -> new Handling(next, noted, assignee, Mark.of(action), verdict);
            case NOT_A_FAULT, REAL, KNOWN_WORK ->
                new Handling(
                        next, noted, assignee, approved, Mark.of(action).map(mark -> new Verdict(action.kind(), mark)));
            case NO_VERDICT -> new Handling(next, noted, assignee, approved, Optional.empty());
            case ACKNOWLEDGE, UNACKNOWLEDGE, COMMENT -> new Handling(next, noted, assignee, approved, verdict);
        };
    }
}
