package org.metrobed.simulators.replay;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.calendar.IsoTime;

/** Reads the times of a file, to the microsecond. Immutable, thread-safe. */
final class TimeReader {

    private final FileTimeFormat format;
    private final List<DateTimeFormatter> formatters = new ArrayList<>();

    TimeReader(FileTimeFormat format) {
        this.format = format;
        for (String pattern : format.patterns()) {
            formatters.add(FileTimeFormat.WORDS.contains(pattern) ? null : FileTimeFormat.formatter(pattern));
        }
    }

    /** The instant of a text by the first matching pattern; empty if none matches or the local time does not exist. */
    Optional<Instant> read(String text) {
        for (int i = 0; i < formatters.size(); i++) {
            Optional<Instant> instant = attempt(text.strip(), i);
            if (instant.isPresent()) {
                return instant;
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> attempt(String text, int index) {
        try {
            return read(text, format.patterns().get(index), formatters.get(index))
                    .map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> read(String text, String pattern, DateTimeFormatter formatter) {
        return switch (pattern) {
            case "iso" -> Optional.of(Instant.EPOCH.plus(IsoTime.parseMicrosWithOffset(text), ChronoUnit.MICROS));
            case "epoch-s" -> Optional.of(epoch(new BigDecimal(text)));
            case "epoch-ms" -> Optional.of(epoch(new BigDecimal(text).movePointLeft(3)));
            default -> local(formatter.parse(text));
        };
    }

    private static Instant epoch(BigDecimal seconds) {
        if (seconds.abs().compareTo(BigDecimal.valueOf(Instant.MAX.getEpochSecond())) > 0) {
            throw new DateTimeException("beyond all calendars");
        }
        BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
        return Instant.ofEpochSecond(seconds.longValue(), nanos.longValue());
    }

    private Optional<Instant> local(TemporalAccessor parsed) {
        LocalDate date = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime local = LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time);
        ZoneId stated = parsed.query(TemporalQueries.zone());
        List<ZoneOffset> offsets =
                (stated == null ? format.zone() : stated).getRules().getValidOffsets(local);
        if (offsets.size() < 2 || format.ambiguous() == FileTimeFormat.Ambiguous.EARLIER) {
            return offsets.stream().findFirst().map(local::toInstant);
        }
        return format.ambiguous() == FileTimeFormat.Ambiguous.LATER
                ? Optional.of(local.toInstant(offsets.get(1)))
                : Optional.empty();
    }
}
