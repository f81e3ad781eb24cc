package org.metrobed.api.alert;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Numbers;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.ToldSteps;

/** A step in the history of an alert. */
public record AlertStepView(
        @Doc("log time for a condition, else the time by the server's clock")
        Instant time,

        @Doc("condition, action, suppression or notification")
        String kind,

        @Doc("condition: pending, opened, updated, resolved, withdrawn; action: acknowledge, unacknowledge, assign,"
                + " unassign, comment, approve; suppression: silence, maintenance, ended, expired; notification: firing, changed, resolved, or, not told:"
                + " held, stale, dropped")
        String what,

        @Doc(value = "the detector, the person or the receiver; null for expired", nullable = true)
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

    static AlertStepView of(ToldSteps.Told told) {
        Notification what = told.notification();
        return new AlertStepView(
                Instant.ofEpochMilli(what.madeMillis()),
                "notification",
                what.step().word(),
                what.receiver(),
                reason(told),
                what.severity().word(),
                null,
                null,
                null,
                null,
                null);
    }

    /** Without the answers of receivers: they name servers, and everyone may read the history. */
    private static String reason(ToldSteps.Told told) {
        return switch (told.notification().step()) {
            case HELD -> "not told: it is silenced";
            case STALE -> "not told: what it reports is too old to call somebody now";
            case DROPPED -> "not told: it ended before anybody was told";
            case FIRING, CHANGED, RESOLVED ->
                switch (told.outcome()) {
                    case "sent" -> "told";
                    case "given-up" -> "given up";
                    case "failed" -> "tried again later";
                    default -> "waits";
                };
        };
    }

    static AlertStepView suppression(Instant time, String what, String by, String reason) {
        return new AlertStepView(time, "suppression", what, by, reason, null, null, null, null, null, null);
    }
}
