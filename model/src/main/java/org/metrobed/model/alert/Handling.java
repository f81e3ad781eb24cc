package org.metrobed.model.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What people have done about an alert: the fold of its actions. Says nothing of its condition. Immutable.
 *
 * @param version number of the newest action, 0 before the first
 * @param acknowledged who has taken note; empty when nobody has, or took it back
 * @param assignee who is to take care; empty for nobody
 * @param approved who let a warning to the public go out as an actual one
 */
public record Handling(int version, Optional<Mark> acknowledged, String assignee, Optional<Mark> approved) {

    /** Of an alert that nobody has touched. */
    public static final Handling NONE = new Handling(0, Optional.empty(), "", Optional.empty());

    /** Who did it, when (by the clock, milliseconds since 1970 UTC) and why. Immutable. */
    public record Mark(String author, long atMillis, String reason) {
        public Mark {
            Objects.requireNonNull(author, "author");
            Objects.requireNonNull(reason, "reason");
        }

        private static Optional<Mark> of(AlertAction action) {
            return Optional.of(new Mark(action.author(), action.acceptedMillis(), action.reason()));
        }
    }

    public Handling {
        Objects.requireNonNull(acknowledged, "acknowledged");
        Objects.requireNonNull(assignee, "assignee");
        Objects.requireNonNull(approved, "approved");
    }

    /** What the actions of one alert leave, in whatever order they are given. */
    public static Handling of(List<AlertAction> actions) {
        Handling handling = NONE;
        for (AlertAction action : actions.stream()
                .sorted(Comparator.comparingInt(AlertAction::version))
                .toList()) {
            handling = handling.after(action);
        }
        return handling;
    }

    /** What the next action leaves. */
    public Handling after(AlertAction action) {
        int next = action.version();
        Optional<Mark> noted = action.kind()
                .acknowledges()
                .map(yes -> yes ? Mark.of(action) : Optional.<Mark>empty())
                .orElse(acknowledged);
        return switch (action.kind()) {
            case ASSIGN -> new Handling(next, noted, action.assignee(), approved);
            case UNASSIGN -> new Handling(next, noted, "", approved);
            case APPROVE -> new Handling(next, noted, assignee, Mark.of(action));
            case ACKNOWLEDGE, UNACKNOWLEDGE, COMMENT -> new Handling(next, noted, assignee, approved);
        };
    }
}
