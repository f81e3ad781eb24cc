package org.metrobed.decoders.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.model.calendar.IsoTime;

/**
 * The format of times in a payload, from the options {@code time-format} and {@code utc-offset} of a binding.
 * Immutable.
 *
 * @param kind the format
 * @param offset offset of ISO times without an offset; null if every time must have one
 */
public record TimeFormat(Kind kind, ZoneOffset offset) {

    /** The text is not a time. */
    public static final long INVALID = IsoTime.INVALID;

    /** The options that define it. */
    public static final List<DecoderOption> OPTIONS = List.of(
            new DecoderOption(
                    "time-format",
                    "How times are written: iso (the default), epoch-seconds, epoch-millis or epoch-micros.",
                    false),
            new DecoderOption(
                    "utc-offset",
                    "The offset, such as +01:00, of ISO times without one; without this option they are rejected.",
                    false));

    private static final double MAX_MICROS = 9e18;
    private static final int DATE_LENGTH = 10;

    /** The formats of times. */
    public enum Kind {
        ISO(0, "an ISO 8601 time with Z or an offset, such as 2026-05-01T12:00:00Z"),
        EPOCH_SECONDS(1_000_000, "a number of seconds since 1970"),
        EPOCH_MILLIS(1_000, "a number of milliseconds since 1970"),
        EPOCH_MICROS(1, "a number of microseconds since 1970");

        private final long micros;
        private final String words;

        Kind(long micros, String words) {
            this.micros = micros;
            this.words = words;
        }

        private String option() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The format that options name.
     *
     * @throws DecoderOptionException if they name no format
     */
    public static TimeFormat of(DecoderOptions options) {
        String name = options.text("time-format", Kind.ISO.option());
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.option().equals(name))
                .findFirst()
                .orElseThrow(() -> new DecoderOptionException(
                        "time-format must be iso, epoch-seconds, epoch-millis or epoch-micros"));
        String offset = options.text("utc-offset", null);
        try {
            return new TimeFormat(kind, offset == null ? null : ZoneOffset.of(offset));
        } catch (DateTimeException e) {
            throw new DecoderOptionException("utc-offset must be an offset such as +01:00 or Z");
        }
    }

    /**
     * The time of a text.
     *
     * @return microseconds since 1970 UTC, limited to ±9e18 beyond all calendars; {@link #INVALID} if it is not a time
     */
    public long micros(String text) {
        if (kind == Kind.ISO) {
            return isoMicros(text);
        }
        OptionalDouble number = NumberText.parse(text);
        return number.isEmpty() ? INVALID : micros(number.getAsDouble());
    }

    /** The time of a JSON value, like {@link #micros(String)}. */
    public long micros(JsonNode value) {
        if (value.isTextual()) {
            return micros(value.textValue().strip());
        }
        return kind == Kind.ISO || !value.isNumber() ? INVALID : micros(value.doubleValue());
    }

    /** The required format, as text. */
    public String words() {
        return kind.words + (kind == Kind.ISO && offset != null ? ", or without" : "");
    }

    /** A double represents every microsecond exactly until the year 2255. */
    private long micros(double number) {
        double micros = number * kind.micros;
        return Double.isNaN(micros) ? INVALID : Math.round(Math.max(-MAX_MICROS, Math.min(MAX_MICROS, micros)));
    }

    private long isoMicros(String text) {
        boolean spaced = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
        String joined = spaced ? text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1) : text;
        long micros = IsoTime.micros(joined);
        return micros != INVALID || offset == null ? micros : IsoTime.micros(joined + offset.getId());
    }
}
