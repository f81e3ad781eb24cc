package org.metrobed.api.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Redrive;
import org.metrobed.store.deadletter.StoredDeadLetter;

/** A dead letter with its attempts and redrives. */
public record DeadLetterHistoryView(
        @Doc("the dead letter in its newest state") DeadLetterView letter,

        @Doc("every attempt that was rejected, oldest first")
        List<AttemptView> attempts,

        @Doc("the outcome of every redrive, oldest first") List<RedriveView> redrives) {

    /** A refused attempt. */
    public record AttemptView(
            @Doc("0 when it was first decoded") long attempt,
            @Doc("the reason, as a stable code") String reason,
            @Doc("the reason in words") String detail,

            @Doc("the stage that rejected it: decode or locate")
            String stage,

            @Doc("the decoder with its version; empty if none was bound")
            String decoder,

            @Doc("the catalog version in force") long catalogVersion) {

        static AttemptView of(DeadLetter letter) {
            return new AttemptView(
                    letter.attempt(),
                    letter.reason().code(),
                    letter.detail(),
                    letter.stage(),
                    letter.decoder(),
                    letter.catalogVersion());
        }
    }

    /** The outcome of a redrive. */
    public record RedriveView(
            @Doc("number of the attempt") long attempt,

            @Doc("whether the attempt gave readings, or its message holds none")
            boolean settled,

            @Doc("number of its readings") int readings,
            @Doc("log time of the redrive") Instant logTime,

            @Doc("the decoder with its version; empty if none was bound")
            String decoder,

            @Doc("the catalog version in force") long catalogVersion,

            @Doc(value = "what was added to its time stamps, an ISO 8601 duration; null for nothing", nullable = true)
            String clock) {

        static RedriveView of(Redrive redrive) {
            return new RedriveView(
                    redrive.attempt(),
                    redrive.settled(),
                    redrive.readings(),
                    Instant.ofEpochMilli(redrive.logMillis()),
                    redrive.decoder(),
                    redrive.catalogVersion(),
                    redrive.clockMillis() == 0
                            ? null
                            : Duration.ofMillis(redrive.clockMillis()).toString());
        }
    }

    /** A dead letter, its attempts and its redrives. */
    static DeadLetterHistoryView of(StoredDeadLetter stored, List<DeadLetter> attempts, List<Redrive> redrives) {
        return new DeadLetterHistoryView(
                DeadLetterView.of(stored),
                attempts.stream().map(AttemptView::of).toList(),
                redrives.stream().map(RedriveView::of).toList());
    }
}
