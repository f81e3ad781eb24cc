package org.metrobed.api.alert;

import org.metrobed.api.http.Doc;
import org.metrobed.store.alert.Alert;

/** Actions on an alert, without its condition. */
public record HandlingView(
        @Doc("of the alert") String id,
        @Doc("how many actions there are") int version,
        AcknowledgementView acknowledgement,
        @Doc("who is to take care; null for nobody") String assignee,

        @Doc("that a warning may go out; null where nobody said so")
        ApprovalView approval,

        @Doc("why nobody is called; null where somebody is") SuppressedView suppression) {

    /** The actions on an alert. */
    public static HandlingView of(Alert alert, SuppressedView suppression) {
        return new HandlingView(
                alert.alertId(),
                alert.handling().version(),
                AcknowledgementView.of(alert.handling()),
                assignee(alert),
                ApprovalView.of(alert.handling()),
                suppression);
    }

    static String assignee(Alert alert) {
        String assignee = alert.handling().assignee();
        return assignee.isEmpty() ? null : assignee;
    }
}
