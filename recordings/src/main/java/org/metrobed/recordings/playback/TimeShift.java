package org.metrobed.recordings.playback;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * How far the times of a recording are moved. Immutable.
 *
 * @param mode what decides it
 * @param by the distance in {@link Mode#BY}; otherwise zero
 */
public record TimeShift(Mode mode, Duration by) {

    /** Leaves times as they are. */
    public static final TimeShift NONE = new TimeShift(Mode.BY, Duration.ZERO);

    /** What decides the distance. */
    public enum Mode {
        /** A given distance. */
        BY,
        /** The first message becomes one of now. */
        NOW,
        /** The last message becomes one of now. */
        UNTIL_NOW
    }

    /**
     * Reads {@code now}, {@code until-now}, or an ISO 8601 duration such as {@code P7D} or {@code -PT1H}.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what it must be
     */
    public static TimeShift parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "now" -> new TimeShift(Mode.NOW, Duration.ZERO);
            case "until-now" -> new TimeShift(Mode.UNTIL_NOW, Duration.ZERO);
            default -> new TimeShift(Mode.BY, duration(text));
        };
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "is '" + text + "', must be now, until-now, or an ISO 8601 duration such as P7D", e);
        }
    }

    /** Whether times stay as they are. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** The distance for a recording from {@code first} to {@code last} that begins to be played now. */
    Duration distance(Instant first, Instant last, Instant now) {
        return switch (mode) {
            case BY -> by;
            case NOW -> Duration.between(first, now);
            case UNTIL_NOW -> Duration.between(last, now);
        };
    }
}
