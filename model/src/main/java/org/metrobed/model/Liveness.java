package org.metrobed.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * When a gateway or a thing was last heard, and an estimate of its clock skew. The row with the newest
 * {@code heardMillis} is valid. Key: (kind, id). Immutable.
 *
 * @param kind gateway or thing
 * @param id {@code testbed/gateway} or {@code testbed/thing}
 * @param gateway for a thing: the gateway of its last message, {@code testbed/gateway}; empty if not known
 * @param heardMillis received time of the last message, milliseconds since 1970 UTC
 * @param phenomenonMicros newest phenomenon time of its readings, microseconds since 1970 UTC; {@link Long#MIN_VALUE}
 *     for none
 * @param status the last stated status
 * @param statusMillis received time of that statement, 0 for none
 * @param skewMillis median of received time minus newest phenomenon time over the last samples, at most one sample per
 *     minute; 0 without samples. Contains the delay of the network
 * @param skewSamples how many samples the median is computed from
 */
@RecordBuilder
public record Liveness(
        Kind kind,
        String id,
        String gateway,
        long heardMillis,
        long phenomenonMicros,
        Status status,
        long statusMillis,
        long skewMillis,
        int skewSamples)
        implements LivenessBuilder.With {

    /** The kinds with a liveness. */
    public enum Kind {
        GATEWAY("gateway"),
        THING("thing");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in JSON and in the database. */
        public String word() {
            return word;
        }

        /**
         * The kind of a word.
         *
         * @throws IllegalArgumentException for an unknown word
         */
        public static Kind parse(String word) {
            return Constants.find(Kind.class, Kind::word, word)
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is neither gateway nor thing"));
        }
    }

    /** The status that a gateway or device stated, or that its last will stated. */
    public enum Status {
        /** It never stated a status. */
        UNKNOWN("unknown"),
        ONLINE("online"),
        OFFLINE("offline");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The word in JSON and in the database. */
        public String word() {
            return word;
        }

        /**
         * The status of a word.
         *
         * @throws IllegalArgumentException for an unknown word
         */
        public static Status parse(String word) {
            return Constants.find(Status.class, Status::word, word)
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a status"));
        }
    }

    public Liveness {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(status, "status");
    }
}
