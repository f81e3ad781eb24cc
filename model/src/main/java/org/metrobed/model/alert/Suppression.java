package org.metrobed.model.alert;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.Constants;

/**
 * A time range in which some alerts do not notify. Their condition and their handling continue as usual. Immutable.
 *
 * @param id its id
 * @param kind the reason for the suppression, as a kind
 * @param pattern the datastreams it applies to
 * @param detector only alerts of this detector are suppressed; empty for all
 * @param fromMicros start, inclusive, clock time, microseconds since 1970 UTC
 * @param toMicros end, exclusive; not after {@code fromMicros} if it was ended before it began
 * @param reason the reason, as text
 * @param author the person who created it
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

    /** The reason for a suppression. */
    public enum Kind {
        /** The fault is already known. */
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
         * @throws IllegalArgumentException with the violated rule, as the end of a sentence
         */
        public static Kind parse(String word) {
            return Constants.find(Kind.class, Kind::word, word)
                    .orElseThrow(
                            () -> new IllegalArgumentException("is '" + word + "', must be silence or maintenance"));
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

    /** Whether it applies to the alerts of a detector at a datastream, at any time. */
    public boolean matches(String datastream, String byDetector) {
        return (detector.isEmpty() || detector.equals(byDetector)) && pattern.matches(datastream);
    }

    /** Whether it is in force at a time, microseconds since 1970 UTC. */
    public boolean holdsAt(long micros) {
        return fromMicros <= micros && micros < toMicros;
    }

    /**
     * The suppression in force for an alert at a time. If there are several, the one that ends last; of those, the
     * first by id.
     */
    public static Optional<Suppression> find(
            Collection<Suppression> all, String datastream, String detector, long micros) {
        return all.stream()
                .filter(one -> one.holdsAt(micros) && one.matches(datastream, detector))
                .max(Comparator.comparingLong(Suppression::toMicros)
                        .thenComparing(Suppression::id, Comparator.reverseOrder()));
    }
}
