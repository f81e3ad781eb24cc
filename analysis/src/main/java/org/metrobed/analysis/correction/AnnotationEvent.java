package org.metrobed.analysis.correction;

import java.util.Objects;
import org.metrobed.model.Datastream.Statistic;

/**
 * A step in the life of an annotation of a datastream's range {@code [from, to)}: it was made, or undone. All that decides
 * what follows from it is in it, so that it follows again in a rebuild. Immutable.
 *
 * @param sequence the order of events, rising with {@code logMillis}
 * @param annotation names the annotation; its events have the same name
 * @param step what happened
 * @param datastream {@code testbed/thing/property}
 * @param fromMicros phenomenon time from, inclusive, microseconds since 1970 UTC
 * @param toMicros phenomenon time to, exclusive
 * @param correction what is done to the readings
 * @param reason why, in words
 * @param author who says so
 * @param logMillis log time of the store when it was accepted, milliseconds since 1970 UTC; never less than that of the
 *     event before
 * @param intervalMillis the datastream's expected interval then, milliseconds, at least 1
 * @param statistic what one reading of it was then
 */
public record AnnotationEvent(
        long sequence,
        String annotation,
        Step step,
        String datastream,
        long fromMicros,
        long toMicros,
        Correction correction,
        String reason,
        String author,
        long logMillis,
        long intervalMillis,
        Statistic statistic) {

    /** What happened to an annotation. */
    public enum Step {
        /** It holds from now on. */
        MADE,
        /** It holds no more. */
        UNDONE;

        /** The stable word in the database. */
        public String word() {
            return this == MADE ? "made" : "undone";
        }

        /**
         * The step of a word.
         *
         * @throws IllegalArgumentException for an unknown word
         */
        public static Step parse(String word) {
            return switch (word) {
                case "made" -> MADE;
                case "undone" -> UNDONE;
                default -> throw new IllegalArgumentException("'" + word + "' is no step of an annotation");
            };
        }
    }

    public AnnotationEvent {
        Objects.requireNonNull(annotation, "annotation");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(correction, "correction");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(statistic, "statistic");
        if (fromMicros >= toMicros) {
            throw new IllegalArgumentException("an annotation ends after it starts");
        }
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("an interval is at least 1 ms");
        }
    }

    /** The log time from which rows show it: the first full minute after it was accepted. */
    public long holdsFromMillis() {
        return LogMinute.after(logMillis);
    }

    /** Whether a phenomenon time lies in its range. */
    public boolean contains(long micros) {
        return fromMicros <= micros && micros < toMicros;
    }

    /** Whether its range has a moment in common with {@code [from, to)}. */
    public boolean touches(long from, long to) {
        return fromMicros < to && from < toMicros;
    }

    /** How many readings a complete window of this size has, at least 1. */
    public int expected(long sizeMillis) {
        return Math.max(1, (int) Math.round(sizeMillis / (double) intervalMillis));
    }
}
