package org.metrobed.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.Objects;

/**
 * The finding of a detector, apart from the numbers. Immutable.
 *
 * @param cause what is unusual, a code such as {@code threshold}, {@code silence} or {@code jump}
 * @param score how certain it is, in [0, 1]; 0.5 is the level at which to act, 1 needs no confirmation
 * @param expected the usual value, NaN if not known
 * @param origin whether the sensor or its environment is the reason
 * @param parent id of the parent alert, for example that of a silent gateway or the first alert of an event group.
 *     Empty for a primary alert, which notifies people
 */
@RecordBuilder
public record Finding(String cause, double score, double expected, Origin origin, String parent)
        implements FindingBuilder.With {

    /** The origin of an unusual value. */
    public enum Origin {
        /** The neighbours cannot judge it. */
        UNKNOWN,
        /** The neighbours do not see it. */
        SENSOR,
        /** The neighbours see it too. */
        ENVIRONMENT;

        /** The word in JSON and in the database: {@code unknown}, {@code sensor}, {@code environment}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads a word; an empty one is {@link #UNKNOWN}.
         *
         * @throws IllegalArgumentException if it is not one of the three
         */
        public static Origin parse(String word) {
            if (word.isEmpty()) {
                return UNKNOWN;
            }
            return Constants.find(Origin.class, Origin::word, word)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "origin '" + word + "' is not unknown, sensor or environment"));
        }
    }

    /** The finding of a threshold of the catalog. */
    public static final Finding THRESHOLD = certain("threshold");

    public Finding {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(parent, "parent");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score " + score + " is not in [0, 1]");
        }
    }

    /** A finding that needs no confirmation and has no expected value. */
    public static Finding certain(String cause) {
        return new Finding(cause, 1, Double.NaN, Origin.UNKNOWN, "");
    }
}
