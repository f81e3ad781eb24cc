package org.metrobed.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * A message, or one reading of a message, that could not become an observation. Nothing that is received is dropped
 * silently. Key: (raw position, attempt). The payload itself stays in the raw log.
 *
 * @param raw its position in the raw log; index {@link RawPosition#WHOLE_MESSAGE} if the whole message failed
 * @param stage the stage that refused it: {@code decode} or {@code locate}
 * @param reason the reason, as a stable code
 * @param detail the reason, as a sentence that names the field and the rule; at most 500 characters
 * @param topic the MQTT topic
 * @param decoder the decoder that ran, with its version, such as {@code native-json/1}; empty if none was bound
 * @param receivedMillis log time, milliseconds since 1970 UTC
 * @param payloadBytes length of the payload as it was received, bytes
 * @param payloadHead the first bytes of the payload, at most 1,024, as text; unprintable bytes are escaped
 * @param catalogVersion the catalog version in force
 * @param attempt 0 for the first decoding; otherwise the offset plus one of the record in the raw log that redrove it
 */
@RecordBuilder
public record DeadLetter(
        RawPosition raw,
        String stage,
        Reason reason,
        String detail,
        String topic,
        String decoder,
        long receivedMillis,
        long payloadBytes,
        String payloadHead,
        long catalogVersion,
        long attempt)
        implements DeadLetterBuilder.With {

    /** The reason for a dead letter. The code is stable: clients filter by it. */
    public enum Reason {
        EMPTY("empty"),
        TOO_LARGE("too-large"),
        MALFORMED("malformed"),
        UNBOUND_TOPIC("unbound-topic"),
        UNKNOWN_DATASTREAM("unknown-datastream"),
        DERIVED_DATASTREAM("derived-datastream"),
        UNIT_MISMATCH("unit-mismatch"),
        TIME_OUT_OF_RANGE("time-out-of-range"),
        NOT_A_NUMBER("not-a-number"),
        UNSUPPORTED("unsupported"),
        OUT_OF_SEQUENCE("out-of-sequence"),
        /** A local time that the clock of its zone shows twice, and nothing tells which is meant. */
        AMBIGUOUS_TIME("ambiguous-time"),
        /** A local time that the clock of its zone skips. */
        SKIPPED_TIME("skipped-time"),
        /** Several values of one datastream at one time in one message. */
        SAME_TIME("same-time"),
        /** A number that is none of the states that the catalog declares. */
        UNKNOWN_STATE("unknown-state"),
        /** A reading without a time of its own in a message that the broker had kept. */
        RETAINED("retained"),
        /** The raw log no longer keeps every part of a large message. */
        INCOMPLETE("incomplete");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The word in JSON, in the database and on the wire. */
        public String code() {
            return code;
        }

        /**
         * The reason of a code.
         *
         * @throws IllegalArgumentException for an unknown code
         */
        public static Reason parse(String code) {
            return Constants.find(Reason.class, Reason::code, code)
                    .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is not a dead-letter reason"));
        }
    }

    /** A dead letter of the first attempt. */
    public DeadLetter(
            RawPosition raw,
            String stage,
            Reason reason,
            String detail,
            String topic,
            String decoder,
            long receivedMillis,
            long payloadBytes,
            String payloadHead,
            long catalogVersion) {
        this(raw, stage, reason, detail, topic, decoder, receivedMillis, payloadBytes, payloadHead, catalogVersion, 0);
    }

    public DeadLetter {
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(decoder, "decoder");
        Objects.requireNonNull(payloadHead, "payloadHead");
    }
}
