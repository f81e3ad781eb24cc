package org.metrobed.api.deadletter;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.api.observation.ObservationView;
import org.metrobed.model.DeadLetter;
import org.metrobed.store.deadletter.StoredDeadLetter;

/** A message, or one of its readings, that could not become an observation, in the state after its newest attempt. */
public record DeadLetterView(
        @Doc("partition-offset-index in the raw log") String id,

        @Doc("open, or settled: a redrive got readings from it")
        String state,

        @Doc("when ingest received it") Instant receivedTime,
        @Doc("the reason, as a stable code") String reason,
        @Doc("the reason in words") String detail,
        @Doc("the stage that rejected it: decode or locate") String stage,
        @Doc("the MQTT topic") String topic,

        @Doc("the decoder with its version; empty if none was bound")
        String decoder,

        @Doc("length of the payload, bytes") long payloadBytes,

        @Doc("its first bytes; unprintable ones are escaped")
        String payloadHead,

        @Doc("its place in the raw log") ObservationView.Raw raw,
        @Doc("the catalog version in force") long catalogVersion,

        @Doc("0 when it was first decoded; grows with each redrive")
        long attempt) {

    /** A dead letter. */
    static DeadLetterView of(StoredDeadLetter stored) {
        DeadLetter letter = stored.letter();
        return new DeadLetterView(
                DeadLetterSelection.id(letter.raw()),
                stored.state().word(),
                Instant.ofEpochMilli(letter.receivedMillis()),
                letter.reason().code(),
                letter.detail(),
                letter.stage(),
                letter.topic(),
                letter.decoder(),
                letter.payloadBytes(),
                letter.payloadHead(),
                ObservationView.Raw.of(letter.raw()),
                letter.catalogVersion(),
                letter.attempt());
    }
}
