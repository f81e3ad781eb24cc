package org.metrobed.decoders.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.calendar.IsoTime;
import org.metrobed.model.calendar.StatedTime;
import org.metrobed.model.calendar.TimePattern;

/**
 * The format of times in a payload, from the options {@code time-format}, {@code utc-offset} and {@code zone} of a binding.
 * Immutable.
 *
 * @param kind the format
 * @param pattern the pattern of times in text; null for ISO 8601
 * @param clock offset or zone of times in text without an offset; null if every time must have one
 */
public record TimeFormat(Kind kind, TimePattern pattern, ZoneId clock) {

    /** The text is not a time. */
    public static final long INVALID = IsoTime.INVALID;

    /** ISO 8601 with an offset. */
    public static final TimeFormat ISO = new TimeFormat(Kind.ISO, null, null);

    /** The options that say what the clock of times without an offset is. */
    public static final List<DecoderOption> CLOCK_OPTIONS = List.of(
            new DecoderOption(
                    "utc-offset",
                    "The offset, such as +01:00, of times that name none; without it or zone they are refused.",
                    false),
            new DecoderOption(
                    "zone",
                    "The IANA zone, such as Europe/Berlin, of times that name no offset; CATALOG.md, Local times, says how a local"
                            + " time that its clock shows twice is decided, and else refused.",
                    false));

    /** The options that define it. */
    public static final List<DecoderOption> OPTIONS = List.of(
            new DecoderOption(
                    "time-format",
                    "How times are written: iso (the default; T or a blank, 24:00 is the next day), epoch-seconds, epoch-millis,"
                            + " epoch-micros, or a pattern of Java's DateTimeFormatter such as dd.MM.yyyy HH:mm.",
                    false),
            CLOCK_OPTIONS.get(0),
            CLOCK_OPTIONS.get(1));

    private static final double MAX_MICROS = 5e18;

    /** The formats of times. */
    public enum Kind {
        ISO(0, "an ISO 8601 time with Z or an offset, such as 2026-05-01T12:00:00Z"),
        PATTERN(0, "a time of the pattern that the binding states"),
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
        ZoneId clock = clock(options);
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(one -> one != Kind.PATTERN && one.option().equals(name))
                .findFirst();
        if (kind.isPresent()) {
            return new TimeFormat(kind.get(), null, clock);
        }
        TimePattern pattern = pattern(name);
        if (clock == null && !pattern.statesZone()) {
            throw new DecoderOptionException("time-format has no offset, so zone or utc-offset is needed");
        }
        return new TimeFormat(Kind.PATTERN, pattern, clock);
    }

    private static TimePattern pattern(String name) {
        try {
            if (name.contains("y") || name.contains("u")) {
                return TimePattern.of(name);
            }
        } catch (IllegalArgumentException e) {
            // the sentence below says what it must be
        }
        throw new DecoderOptionException(
                "time-format must be iso, epoch-seconds, epoch-millis, epoch-micros or a pattern such"
                        + " as dd.MM.yyyy HH:mm");
    }

    private static ZoneId clock(DecoderOptions options) {
        String offset = options.text("utc-offset", null);
        String zone = options.text("zone", null);
        if (offset != null && zone != null) {
            throw new DecoderOptionException("zone and utc-offset exclude each other: state one");
        }
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new DecoderOptionException("zone must be an IANA time zone such as Europe/Berlin");
        }
        try {
            return offset != null ? ZoneOffset.of(offset) : zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new DecoderOptionException("utc-offset must be an offset such as +01:00 or Z");
        }
    }

    /**
     * The time of a text.
     *
     * @return microseconds since 1970 UTC, limited to ±5e18 beyond all calendars; {@link #INVALID} if it is not a time; another
     *     number below -7e18, which {@link #settle} replaces, for a local time that the clock shows twice or never
     */
    public long micros(String text) {
        if (kind != Kind.ISO && kind != Kind.PATTERN) {
            OptionalDouble number = NumberText.parse(text);
            return number.isEmpty() ? INVALID : micros(number.getAsDouble());
        }
        long micros = kind == Kind.ISO ? IsoTime.micros(text) : INVALID;
        return micros != INVALID || (kind == Kind.ISO && clock == null) ? micros : localMicros(text);
    }

    /** The time of a JSON value, like {@link #micros(String)}. */
    public long micros(JsonNode value) {
        if (value.isTextual()) {
            return micros(value.textValue().strip());
        }
        return kind.micros == 0 || !value.isNumber() ? INVALID : micros(value.doubleValue());
    }

    /**
     * The result of a message with the local times that needed the whole message to be decided. To be called once, for a result
     * whose times this format has read.
     */
    public Decoded settle(Decoded decoded, Message message) {
        return leavesOpen() ? new OpenTimes(clock, message.receivedMillis()).settle(decoded) : decoded;
    }

    /** Whether a time that it reads may await {@link #settle}. */
    public boolean leavesOpen() {
        boolean all = clock == null || clock instanceof ZoneOffset;
        return !all || (pattern != null && pattern.statesZone());
    }

    /** Whether times are dates without a time of day. */
    public boolean isDate() {
        return pattern != null && pattern.isDate();
    }

    /** Whether a time awaits {@link #settle}. */
    public static boolean isOpen(long micros) {
        return OpenTimes.isOpen(micros);
    }

    /** The required format, as text. */
    public String words() {
        return kind.words + (kind == Kind.ISO && clock != null ? ", or without" : "");
    }

    /** A double represents every microsecond exactly until the year 2255. */
    private long micros(double number) {
        double micros = number * kind.micros;
        return Double.isNaN(micros) ? INVALID : Math.round(Math.max(-MAX_MICROS, Math.min(MAX_MICROS, micros)));
    }

    private long localMicros(String text) {
        try {
            StatedTime time = pattern == null ? StatedTime.parse(text) : pattern.parse(text);
            ZoneId zone = time.zoneOr(clock);
            if (zone == null) {
                return INVALID;
            }
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time.local());
            if (offsets.size() == 1) {
                return StatedTime.micros(time.local(), offsets.get(0));
            }
            return zone.equals(clock)
                    ? OpenTimes.open(time.local())
                    : OpenTimes.refused(time.local(), offsets.isEmpty());
        } catch (DateTimeException | ArithmeticException e) {
            return INVALID;
        }
    }
}
