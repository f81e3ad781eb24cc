package org.metrobed.api.alert;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.model.alert.Handling;

/** What a person said about whether an alert was right. */
public record VerdictView(
        @Doc("not-a-fault, real or known-work") String verdict,
        @Doc("the person who said it") String by,
        @Doc("when, by the server's clock") Instant at,
        @Doc("why") String reason) {

    /** Null if nobody said it. */
    static VerdictView of(Handling handling) {
        return handling.verdict()
                .map(said -> new VerdictView(
                        said.kind().word(),
                        said.mark().author(),
                        Instant.ofEpochMilli(said.mark().atMillis()),
                        said.mark().reason()))
                .orElse(null);
    }
}
