package org.metrobed.api.suppression;

import java.time.Instant;
import java.util.Optional;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.suppression.StoredSuppression;

/** A silence or maintenance window in its current state. */
public record SuppressionView(
        @Doc("names it") String id,
        @Doc("silence or maintenance") String kind,
        @Doc("which datastreams; * is any name") String pattern,

        @Doc(value = "only alerts of this rule; null for all rules", nullable = true)
        String detector,

        @Doc("start, by the server's clock") Instant from,
        @Doc("planned end") Instant to,
        @Doc("why") String reason,
        @Doc("the author") String by,
        @Doc("when it was made") Instant madeTime,
        @Doc("waiting, held or over") String state,

        @Doc(value = "the person who ended it early; null if nobody did", nullable = true)
        String endedBy,

        @Doc(value = "the reason for the early end; null if there was none", nullable = true)
        String endedReason,

        @Doc("time of the early end; null if there was none")
        Instant endedTime) {

    static SuppressionView of(StoredSuppression stored, Instant now) {
        Suppression made = stored.made();
        Optional<StoredSuppression.End> end = stored.ended();
        return new SuppressionView(
                made.id(),
                made.kind().word(),
                made.pattern().text(),
                made.detector().isEmpty() ? null : made.detector(),
                Moments.ofMicros(made.fromMicros()),
                Moments.ofMicros(made.toMicros()),
                made.reason(),
                made.author(),
                Instant.ofEpochMilli(stored.madeMillis()),
                state(stored, Moments.micros(now)),
                end.map(StoredSuppression.End::author).orElse(null),
                end.map(StoredSuppression.End::reason).orElse(null),
                end.map(one -> Instant.ofEpochMilli(one.atMillis())).orElse(null));
    }

    private static String state(StoredSuppression stored, long nowMicros) {
        if (stored.suppression().holdsAt(nowMicros)) {
            return "held";
        }
        boolean waits = stored.ended().isEmpty() && nowMicros < stored.made().fromMicros();
        return waits ? "waiting" : "over";
    }
}
