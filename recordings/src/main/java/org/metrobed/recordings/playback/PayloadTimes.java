package org.metrobed.recordings.playback;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves the times inside a text payload, whatever its format: ISO 8601 times, and numbers that are seconds, milliseconds, microseconds or
 * nanoseconds since 1970, as far as they lie within the time of the recording or {@link #MARGIN} beside it. Everything else stays as it is,
 * byte by byte. A payload of bytes that are no text is not changed. Immutable.
 */
final class PayloadTimes {

    /** Beside the recording: devices send what they stored, and local times differ from UTC. */
    static final Duration MARGIN = Duration.ofDays(2);

    private static final Pattern TIME = Pattern.compile(
            "(?<iso>(?<![\\d.:-])\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)(?![\\d:])"
                    + "|(?<number>(?<![\\w.+-])\\d{10}(?:\\d{3}|\\d{6}|\\d{9})?(?:\\.\\d+)?(?![\\w]))");
    private static final int SECONDS_DIGITS = 10;
    private static final int SECONDS_WITHOUT = 16;
    private static final int SECONDS_WITH = 19;

    private final Instant low;
    private final Instant high;

    /** Times of a recording whose messages were received from {@code first} to {@code last}. */
    PayloadTimes(Instant first, Instant last) {
        this.low = first.minus(MARGIN);
        this.high = last.plus(MARGIN);
    }

    /** The payload with its times moved; empty if it is no text. */
    Optional<byte[]> move(byte[] payload, Duration by) {
        Optional<String> text = text(payload);
        return text.map(before -> TIME.matcher(before)
                .replaceAll(found -> Matcher.quoteReplacement(moved(found, by)))
                .getBytes(StandardCharsets.UTF_8));
    }

    private String moved(MatchResult found, Duration by) {
        String text = found.group();
        return Character.isDigit(text.charAt(4)) ? number(text, by) : iso(text, by);
    }

    private String iso(String text, Duration by) {
        try {
            String point = text.replace(',', '.');
            LocalDateTime time = LocalDateTime.parse(point.replace(' ', 'T'));
            if (!isWithin(time.toInstant(ZoneOffset.UTC))) {
                return text;
            }
            String moved = format(text).format(time.plus(by));
            return text.contains(",") ? moved.replace('.', ',') : moved;
        } catch (DateTimeParseException e) {
            return text; // digits that are no date
        }
    }

    /** As many digits as before. */
    private static DateTimeFormatter format(String text) {
        DateTimeFormatterBuilder format =
                new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'" + text.charAt(10) + "'HH:mm");
        if (text.length() > SECONDS_WITHOUT) {
            format.appendPattern(":ss");
        }
        int digits = text.length() - SECONDS_WITH - 1;
        if (digits > 0) {
            format.appendFraction(ChronoField.NANO_OF_SECOND, digits, digits, true);
        }
        return format.toFormatter(Locale.ROOT);
    }

    private String number(String text, Duration by) {
        BigDecimal value = new BigDecimal(text);
        int whole = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        BigDecimal unit = BigDecimal.TEN.pow(whole - SECONDS_DIGITS);
        BigDecimal seconds = value.divide(unit);
        BigDecimal nanos = seconds.movePointRight(9);
        Instant time = Instant.EPOCH.plus(Duration.ofSeconds(
                seconds.longValue(),
                nanos.toBigInteger().mod(BigInteger.valueOf(1_000_000_000L)).longValue()));
        if (!isWithin(time)) {
            return text;
        }
        BigDecimal distance = BigDecimal.valueOf(by.getSeconds())
                .add(BigDecimal.valueOf(by.getNano(), 9))
                .multiply(unit);
        return value.add(distance)
                .setScale(value.scale(), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private boolean isWithin(Instant time) {
        return !time.isBefore(low) && !time.isAfter(high);
    }

    private static Optional<String> text(byte[] payload) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            boolean binary = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
            return binary ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
