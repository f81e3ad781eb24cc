package org.metrobed.api.http;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * Times as the API writes them: ISO 8601 UTC with 3 fraction digits, 6 where a microsecond needs them, so that a column
 * of them is read by one format. Static functions only.
 */
public final class Moments {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private Moments() {}

    /** A moment of microseconds since 1970 UTC. */
    public static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Microseconds since 1970 UTC. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The text of a moment. */
    public static String format(Instant instant) {
        return (instant.get(ChronoField.MICRO_OF_SECOND) % 1_000 == 0 ? MILLIS : MICROS).format(instant);
    }
}
