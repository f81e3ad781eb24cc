package org.metrobed.simulators.replay;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.calendar.RepeatedHour;
import org.metrobed.model.calendar.StatedTime;
import org.metrobed.model.calendar.TimePattern;

/**
 * Reads a series of times of a file, to the microsecond. A local time that the clock shows twice is decided by the order of the series, if
 * all times were {@link #scan}ned before, else by the mapping. One thread.
 */
final class TimeReader {

    private final FileTimeFormat format;
    private final List<TimePattern> patterns = new ArrayList<>();
    private final RepeatedHour order;
    private long position;
    /** Why the last local time that was read is no instant; null if it is one, or none was read. */
    private String clockFault;

    TimeReader(FileTimeFormat format) {
        this.format = format;
        this.order = format.zone() == null ? null : new RepeatedHour(format.zone());
        for (String pattern : format.patterns()) {
            patterns.add(FileTimeFormat.WORDS.contains(pattern) ? null : TimePattern.of(pattern));
        }
    }

    /** Whether the order of the file can decide anything: its zone has changes of the clock. */
    boolean needsScan() {
        return format.zone() != null && !format.zone().getRules().isFixedOffset();
    }

    /** Takes the text of the next time of the series. */
    void scan(String text) {
        StatedTime stated = null;
        for (int i = 0; i < patterns.size() && stated == null; i++) {
            stated = stated(text.strip(), i);
        }
        order.add(stated == null || stated.zone() != null ? null : stated.local());
    }

    /** Passes over the next time. */
    void skip() {
        position++;
    }

    /** The instant of the next time by the first matching pattern; empty if none matches or the local time does not exist. */
    Optional<Instant> read(String text) {
        long row = position++;
        clockFault = null;
        for (int i = 0; i < patterns.size(); i++) {
            StatedTime stated = stated(text.strip(), i);
            Optional<Instant> instant = stated == null ? Optional.empty() : instant(stated, row);
            if (instant.isPresent()) {
                return instant.map(one -> one.truncatedTo(ChronoUnit.MICROS));
            }
        }
        return Optional.empty();
    }

    /** Why the last text that was {@link #read} is no time. */
    String fault(String text) {
        return clockFault == null ? "no time in '" + text + "'" : "'" + text + "' " + clockFault;
    }

    /** The time that a text states by a pattern; null if it does not match. */
    private StatedTime stated(String text, int index) {
        try {
            return switch (format.patterns().get(index)) {
                case "iso" -> StatedTime.parse(text);
                case "epoch-s" -> epoch(new BigDecimal(text));
                case "epoch-ms" -> epoch(new BigDecimal(text).movePointLeft(3));
                default -> patterns.get(index).parse(text);
            };
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    private static StatedTime epoch(BigDecimal seconds) {
        if (seconds.abs().compareTo(BigDecimal.valueOf(Instant.MAX.getEpochSecond())) > 0) {
            throw new DateTimeException("beyond all calendars");
        }
        BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
        Instant instant = Instant.ofEpochSecond(seconds.longValue(), nanos.longValue());
        return new StatedTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ZoneOffset.UTC);
    }

    private Optional<Instant> instant(StatedTime stated, long row) {
        ZoneId zone = stated.zoneOr(format.zone());
        if (zone == null) {
            return Optional.empty();
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(stated.local());
        ZoneOffset decided = stated.zone() == null ? order.offset(row, stated.local()) : null;
        if (decided != null) {
            return Optional.of(stated.local().toInstant(decided));
        }
        if (offsets.isEmpty()) {
            clockFault = "is skipped by the clock of " + zone + "; if the times have no summer time, time.zone is an offset";
        } else if (offsets.size() > 1 && format.ambiguous() == FileTimeFormat.Ambiguous.REJECT) {
            clockFault = "is shown twice by the clock of " + zone
                    + ", and the order of the rows does not say which is meant; time.ambiguous can be earlier or later";
        }
        if (offsets.size() < 2 || format.ambiguous() == FileTimeFormat.Ambiguous.EARLIER) {
            return offsets.stream().findFirst().map(stated.local()::toInstant);
        }
        return format.ambiguous() == FileTimeFormat.Ambiguous.LATER
                ? Optional.of(stated.local().toInstant(offsets.get(1)))
                : Optional.empty();
    }
}
