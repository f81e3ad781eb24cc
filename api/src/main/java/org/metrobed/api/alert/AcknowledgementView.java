package org.metrobed.api.alert;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.model.alert.Handling;

/** Acknowledgement of an alert by a person. */
public record AcknowledgementView(
        @Doc("none or acknowledged") String state,

        @Doc(value = "the person; null for none", nullable = true)
        String by,

        @Doc("when, by the server's clock; null for none") Instant at,

        @Doc(value = "the reason; null for none", nullable = true)
        String reason) {

    static AcknowledgementView of(Handling handling) {
        return handling.acknowledged()
                .map(mark -> new AcknowledgementView(
                        "acknowledged", mark.author(), Instant.ofEpochMilli(mark.atMillis()), mark.reason()))
                .orElse(new AcknowledgementView("none", null, null, null));
    }
}
