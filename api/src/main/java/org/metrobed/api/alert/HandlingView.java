package org.metrobed.api.alert;

import org.metrobed.api.http.Doc;
import org.metrobed.store.alert.Alert;

/** Actions on an alert, without its condition. */
public record HandlingView(
        @Doc("id of the alert") String id,
        @Doc("number of actions") int version,
        AcknowledgementView acknowledgement,

        @Doc(value = "the assignee; null for none", nullable = true)
        String assignee,

        @Doc(value = "approval to send a warning; null if nobody has approved it", nullable = true)
        ApprovalView approval,

        @Doc(value = "whether it was right, as a person said; null if nobody has", nullable = true)
        VerdictView verdict,

        @Doc(value = "reason why no notification is sent; null if one is", nullable = true)
        SuppressedView suppression) {

    /** The actions on an alert. */
    public static HandlingView of(Alert alert, SuppressedView suppression) {
        return new HandlingView(
                alert.alertId(),
                alert.handling().version(),
                AcknowledgementView.of(alert.handling()),
                assignee(alert),
                ApprovalView.of(alert.handling()),
                VerdictView.of(alert.handling()),
                suppression);
    }

    static String assignee(Alert alert) {
        String assignee = alert.handling().assignee();
        return assignee.isEmpty() ? null : assignee;
    }
}
