package org.metrobed.model;

import java.util.Locale;
import java.util.Objects;

/**
 * What a detector found, beside the numbers. Immutable.
 *
 * @param cause what is unusual, a code such as {@code threshold}, {@code silence} or {@code jump}
 * @param score how sure, in [0, 1]; 0.5 is the level at which to act, 1 a sign that needs no second one
 * @param expected the usual value, NaN when nothing is known
 * @param origin whether the sensor or its environment is the reason
 * @param parent the id of the alert that this one belongs to: a silent gateway, the first of a wider event; empty when it stands
 *     alone, and then it is one that calls a person
 */
public record Finding(String cause, double score, double expected, Origin origin, String parent) {

    /** Why a value is unusual. */
    public enum Origin {
        /** Nobody near can tell. */
        UNKNOWN,
        /** Those near see nothing of it. */
        SENSOR,
        /** Those near see it too. */
        ENVIRONMENT;

        /** The word in JSON and in the database: {@code unknown}, {@code sensor}, {@code environment}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads a word; an empty one is {@link #UNKNOWN}.
         *
         * @throws IllegalArgumentException when it is none of the three
         */
        public static Origin parse(String word) {
            if (word.isEmpty()) {
                return UNKNOWN;
            }
            for (Origin origin : values()) {
                if (origin.word().equals(word)) {
                    return origin;
                }
            }
            throw new IllegalArgumentException("origin '" + word + "' is not unknown, sensor or environment");
        }
    }

    /** What a threshold of the catalog finds. */
    public static final Finding THRESHOLD = certain("threshold");

    public Finding {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(parent, "parent");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score " + score + " is not in [0, 1]");
        }
    }

    /** A sign that needs no second one, of a sensor of which nothing is expected. */
    public static Finding certain(String cause) {
        return new Finding(cause, 1, Double.NaN, Origin.UNKNOWN, "");
    }

    /** The same, with a reason. */
    public Finding withOrigin(Origin newOrigin) {
        return new Finding(cause, score, expected, newOrigin, parent);
    }

    /** The same, belonging to another alert. */
    public Finding withParent(String alertId) {
        return new Finding(cause, score, expected, origin, alertId);
    }
}
