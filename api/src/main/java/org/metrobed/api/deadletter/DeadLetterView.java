package org.metrobed.api.deadletter;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.api.observation.ObservationView;
import org.metrobed.core.model.DeadLetter;

/** A message, or one reading of it, that could not become an observation. */
public record DeadLetterView(
        @Doc("when ingest received it") Instant receivedTime,
        @Doc("why, as a stable code") String reason,
        @Doc("why, in words") String detail,
        @Doc("the stage that refused it: decode or locate") String stage,
        @Doc("the MQTT topic") String topic,

        @Doc("the decoder with its version; empty when none was bound")
        String decoder,

        @Doc("length of the payload, bytes") long payloadBytes,

        @Doc("its first bytes, what is not printable escaped")
        String payloadHead,

        @Doc("where it is in the raw log") ObservationView.Raw raw,
        @Doc("the catalog version in force") long catalogVersion) {

    /** A dead letter. */
    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                Instant.ofEpochMilli(letter.receivedMillis()),
                letter.reason().code(),
                letter.detail(),
                letter.stage(),
                letter.topic(),
                letter.decoder(),
                letter.payloadBytes(),
                letter.payloadHead(),
                ObservationView.Raw.of(letter.raw()),
                letter.catalogVersion());
    }
}
