package org.metrobed.api.alert;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Numbers;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.AlertAction;

/** A step in the history of an alert. */
public record AlertStepView(
        @Doc("log time for a condition, else the time by the server's clock")
        Instant time,

        @Doc("condition, action or suppression") String kind,

        @Doc("condition: pending, opened, updated, resolved, withdrawn; action: acknowledge, unacknowledge, assign,"
                + " unassign, comment, approve; suppression: silence, maintenance, ended, expired")
        String what,

        @Doc(value = "the detector or the person; null for expired", nullable = true)
        String by,

        @Doc("the reason") String reason,

        @Doc(value = "of a condition; null for others", nullable = true)
        String severity,

        @Doc("the value, of a condition; null for others") Double observed,

        @Doc(value = "sensor, environment or unknown, of a condition; null for others", nullable = true)
        String origin,

        @Doc(value = "its parent alert since this condition; null for none", nullable = true)
        String parent,

        @Doc(value = "the assignee, for assign; null for others", nullable = true)
        String assignee,

        @Doc("version of the alert after an action; null for others")
        Integer version) {

    static AlertStepView of(AlertEvent event) {
        String parent = event.finding().parent();
        return new AlertStepView(
                Instant.ofEpochMilli(event.recordedMillis()),
                "condition",
                event.kind().word(),
                event.detector(),
                event.message(),
                event.severity().word(),
                Numbers.finite(event.observed()),
                event.finding().origin().word(),
                parent.isEmpty() ? null : parent,
                null,
                null);
    }

    static AlertStepView of(AlertAction action) {
        return new AlertStepView(
                Instant.ofEpochMilli(action.acceptedMillis()),
                "action",
                action.kind().word(),
                action.author(),
                action.reason(),
                null,
                null,
                null,
                null,
                action.assignee().isEmpty() ? null : action.assignee(),
                action.version());
    }

    static AlertStepView suppression(Instant time, String what, String by, String reason) {
        return new AlertStepView(time, "suppression", what, by, reason, null, null, null, null, null, null);
    }
}
