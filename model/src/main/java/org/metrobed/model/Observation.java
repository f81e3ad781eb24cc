package org.metrobed.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * One revision of one value of a datastream. Key: (datastream, phenomenonMicros, revision). Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param phenomenonMicros phenomenon time, microseconds since 1970 UTC
 * @param revision 0 for the first accepted value, then 1, 2, … for changed flags and corrections
 * @param result in the datastream's unit; NaN if missing (then the flag is MISSING); may be infinite
 * @param flag the overall QARTOD flag
 * @param tests the verdict of each test and the marks, as {@link org.metrobed.analysis.quality.TestBits} packs them
 * @param cause why this revision was written
 * @param raw its position in the raw log
 * @param receivedMillis log time from which this revision is known, milliseconds since 1970 UTC. For an arrival: when
 *     ingest received the message; for a verdict: when the row that decided it was received; for a redrive: when it was
 *     redriven. A query as of an earlier time does not return it
 * @param catalogVersion the catalog version with which it was decoded and tested
 * @param stated the value that the payload stated; null if the payload stated the result itself, in the datastream's
 *     unit
 */
@RecordBuilder
public record Observation(
        String datastream,
        long phenomenonMicros,
        int revision,
        double result,
        QualityFlag flag,
        Verdicts tests,
        Cause cause,
        RawPosition raw,
        long receivedMillis,
        long catalogVersion,
        StatedValue stated)
        implements ObservationBuilder.With {

    /** Why a revision was written. */
    public enum Cause {
        /** The value as it was received. */
        ARRIVAL(0),
        /** A test's verdict depended on a later row and changed the flag. */
        VERDICT(1),
        /** A person marked it bad, added an offset or rescaled it. */
        CORRECTION(2),
        /** A dead letter was redriven with a repaired decoder. */
        REDRIVE(3),
        /** Another value for its time came later and replaces it. */
        REPLACED(4),
        /** It came late, or a reading before it did, and it was judged again in order of time. */
        JUDGED(5),
        /** It is a product, and an input was corrected, replaced or judged again, or came late. */
        INPUT(6);

        private final int code;

        Cause(int code) {
            this.code = code;
        }

        /** Whether such a revision is computed from stored rows, not by the stream. */
        public boolean isComputed() {
            return this == CORRECTION || this == REPLACED || this == JUDGED || this == INPUT;
        }

        /** The stable number in the database and on the wire. */
        public int code() {
            return code;
        }

        /**
         * The cause of a number.
         *
         * @throws IllegalArgumentException for an unknown number
         */
        public static Cause of(int code) {
            for (Cause cause : values()) {
                if (cause.code == code) {
                    return cause;
                }
            }
            throw new IllegalArgumentException(code + " is not a cause of a revision");
        }
    }

    public Observation {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(flag, "flag");
        Objects.requireNonNull(tests, "tests");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(raw, "raw");
    }

    /**
     * The next revision, after a later row changed the verdicts.
     *
     * @param knownMillis log time from which it is known, milliseconds since 1970 UTC
     */
    public Observation revised(QualityFlag newFlag, Verdicts newTests, long knownMillis) {
        return with().revision(revision + 1)
                .flag(newFlag)
                .tests(newTests)
                .cause(Cause.VERDICT)
                .receivedMillis(Math.max(receivedMillis, knownMillis))
                .build();
    }

    /** Whether it has no value. */
    public boolean missing() {
        return Double.isNaN(result);
    }
}
