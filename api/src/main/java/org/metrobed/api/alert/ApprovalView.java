package org.metrobed.api.alert;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.model.alert.Handling;

/** Approval of a public warning as an actual one. */
public record ApprovalView(
        @Doc("the person who approved") String by,
        @Doc("when, by the server's clock") Instant at,
        @Doc("why") String reason) {

    /** Null if it is not approved. */
    static ApprovalView of(Handling handling) {
        return handling.approved()
                .map(mark -> new ApprovalView(mark.author(), Instant.ofEpochMilli(mark.atMillis()), mark.reason()))
                .orElse(null);
    }
}
