package org.metrobed.model.alert;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A time in which nobody is called about some alerts; their condition and what people do about them go on as ever. Immutable.
 *
 * @param id names it
 * @param kind why nobody is called
 * @param pattern about which datastreams
 * @param detector only about what this detector finds; empty for all
 * @param fromMicros from when, inclusive, by the clock, microseconds since 1970 UTC
 * @param toMicros until when, exclusive; not after {@code fromMicros} where it was ended before it began
 * @param reason why, in words
 * @param author who says so
 */
public record Suppression(
        String id,
        Kind kind,
        SuppressionPattern pattern,
        String detector,
        long fromMicros,
        long toMicros,
        String reason,
        String author) {

    /** Why nobody is called. */
    public enum Kind {
        /** Somebody knows of it already. */
        SILENCE,
        /** Work was announced. */
        MAINTENANCE;

        /** The word in JSON and in the database: {@code silence}, {@code maintenance}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads a word.
         *
         * @throws IllegalArgumentException with the rule that it breaks, as the end of a sentence
         */
        public static Kind parse(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("is '" + word + "', must be silence or maintenance");
        }
    }

    public Suppression {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(author, "author");
    }

    /** Whether it is about the alerts of a detector at a datastream, whenever. */
    public boolean matches(String datastream, String byDetector) {
        return (detector.isEmpty() || detector.equals(byDetector)) && pattern.matches(datastream);
    }

    /** Whether it holds at a moment, microseconds since 1970 UTC. */
    public boolean holdsAt(long micros) {
        return fromMicros <= micros && micros < toMicros;
    }

    /** Of all that hold at a moment for an alert, the one that ends last; of several such the first by id. */
    public static Optional<Suppression> find(
            Collection<Suppression> all, String datastream, String detector, long micros) {
        return all.stream()
                .filter(one -> one.holdsAt(micros) && one.matches(datastream, detector))
                .max(Comparator.comparingLong(Suppression::toMicros)
                        .thenComparing(Suppression::id, Comparator.reverseOrder()));
    }
}
