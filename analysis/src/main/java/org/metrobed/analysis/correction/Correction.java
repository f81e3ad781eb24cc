package org.metrobed.analysis.correction;

import java.util.Objects;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Constants;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedValue;

/**
 * The correction that an annotation applies to each reading of its range. Immutable.
 *
 * @param kind the kind of correction
 * @param value the offset in the datastream's unit, or the factor, which is not 0; 0 for the other kinds; finite
 */
public record Correction(Kind kind, double value) {

    /** The kind of a correction. */
    public enum Kind {
        /** The reading fails; its value is kept with the flag. */
        BAD("bad"),
        /** A number is added to the value; for a direction, around the circle. */
        OFFSET("offset"),
        /** The value is multiplied. */
        SCALE("scale"),
        /** Readings are unchanged; only windows are computed again from what is stored. */
        RECOMPUTE("recompute");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The stable word in the database and in JSON. */
        public String word() {
            return word;
        }

        /** Whether it needs a number: the offset or the factor. */
        public boolean takesValue() {
            return this == OFFSET || this == SCALE;
        }

        /**
         * The kind of a word.
         *
         * @throws IllegalArgumentException with the rule that the word breaks, as the end of a sentence
         */
        public static Kind parse(String word) {
            return Constants.find(Kind.class, Kind::word, word)
                    .orElseThrow(
                            () -> new IllegalArgumentException("is '" + word + "', must be one of bad, offset, scale"));
        }
    }

    /** Readings are bad. */
    public static final Correction BAD = new Correction(Kind.BAD, 0);

    /** Windows are computed again. */
    public static final Correction RECOMPUTE = new Correction(Kind.RECOMPUTE, 0);

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException with the rule that the value breaks, as the end of a sentence
     */
    public Correction {
        Objects.requireNonNull(kind, "kind");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be a finite number");
        }
        if (kind == Kind.SCALE && value == 0) {
            throw new IllegalArgumentException("must not be 0");
        }
        if (!kind.takesValue() && value != 0) {
            throw new IllegalArgumentException("is not taken by '" + kind.word() + "'");
        }
    }

    /** Whether it changes readings. */
    public boolean changesReadings() {
        return kind != Kind.RECOMPUTE;
    }

    /**
     * The corrected reading, with the same revision, marked {@link TestBits#CORRECTED}. A missing value stays missing.
     * A value that becomes infinite fails. A changed value keeps the value that the payload stated.
     */
    public Observation apply(Observation reading, Statistic statistic) {
        if (reading.missing() || !changesReadings()) {
            return reading;
        }
        double result = result(reading.result(), statistic);
        boolean fails = kind == Kind.BAD || Double.isInfinite(result);
        boolean silent = reading.stated() == null && Double.compare(result, reading.result()) != 0;
        return reading.with()
                .result(result)
                .flag(fails ? QualityFlag.FAIL : reading.flag())
                .tests(TestBits.mark(reading.tests(), TestBits.CORRECTED))
                .stated(silent ? new StatedValue(reading.result(), "") : reading.stated())
                .build();
    }

    private double result(double value, Statistic statistic) {
        return switch (kind) {
            case BAD, RECOMPUTE -> value;
            case OFFSET -> statistic.scale().wrap(value + this.value);
            case SCALE -> value * this.value;
        };
    }
}
