package org.metrobed.api.alert;

import java.time.Instant;
import org.metrobed.api.http.FieldException;
import org.metrobed.model.alert.AlertAction;

/** Reads a requested action on an alert. Static functions only. */
public final class AlertOrder {

    private static final int MAX_WORD = 40;
    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 2_000;

    private AlertOrder() {}

    /**
     * Reads the fields of an action.
     *
     * @param now the time by the clock
     * @throws FieldException if a field breaks a rule
     */
    public static AlertAction parse(String alertId, AlertActionRequest asked, Instant now) {
        String word = FieldException.text("action", asked.action(), MAX_WORD);
        AlertAction.Kind kind = FieldException.read("action", () -> AlertAction.Kind.parse(word));
        String author = FieldException.text("by", asked.by(), MAX_NAME);
        String reason = FieldException.text("reason", asked.reason(), MAX_REASON);
        if (asked.version() == null || asked.version() < 0 || asked.version() == Integer.MAX_VALUE) {
            throw new FieldException("version", "must be the version of the alert that you know, 0 or more");
        }
        return new AlertAction(
                alertId, asked.version() + 1, kind, author, reason, assignee(kind, asked), now.toEpochMilli());
    }

    private static String assignee(AlertAction.Kind kind, AlertActionRequest asked) {
        if (kind == AlertAction.Kind.ASSIGN) {
            return FieldException.text("assignee", asked.assignee(), MAX_NAME);
        }
        if (asked.assignee() != null && !asked.assignee().isBlank()) {
            throw new FieldException("assignee", "is allowed only with 'assign'");
        }
        return "";
    }
}
