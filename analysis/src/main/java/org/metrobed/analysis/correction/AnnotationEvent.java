package org.metrobed.analysis.correction;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import org.metrobed.model.Datastream.Statistic;

/**
 * A step in the life of an annotation of a datastream's range {@code [from, to)}: it was made or undone. It contains
 * everything that decides its effect, so that a rebuild repeats the effect. Immutable.
 *
 * @param sequence the order of events, increasing with {@code logMillis}
 * @param annotation id of the annotation; all its events have the same id
 * @param step the kind of step
 * @param datastream {@code testbed/thing/property}
 * @param fromMicros start of the range, inclusive, phenomenon time, microseconds since 1970 UTC
 * @param toMicros end of the range, exclusive
 * @param correction the correction of the readings
 * @param reason the reason, as text
 * @param author the person who made this step
 * @param logMillis log time of the store when it was accepted, milliseconds since 1970 UTC; never less than that of the
 *     event before
 * @param intervalMillis the datastream's expected interval at that time, milliseconds, at least 1
 * @param statistic the statistic of one reading at that time
 */
@RecordBuilder
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
        Statistic statistic)
        implements AnnotationEventBuilder.With {

    /** The kind of a step. */
    public enum Step {
        /** The annotation is in force from now on. */
        MADE,
        /** The annotation is no longer in force. */
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

    /** The log time from which rows show its effect: the first full minute after it was accepted. */
    public long holdsFromMillis() {
        return LogMinute.after(logMillis);
    }

    /** Whether a phenomenon time is in its range. */
    public boolean contains(long micros) {
        return fromMicros <= micros && micros < toMicros;
    }

    /** Whether its range overlaps {@code [from, to)}. */
    public boolean touches(long from, long to) {
        return fromMicros < to && from < toMicros;
    }
}
