package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads times of ISO 8601, with {@code T} or a blank between date and time. Static functions only. */
final class FileTime {

    private FileTime() {}

    /**
     * A time; a date alone means its first moment.
     *
     * @param zone whose clock is meant where the text has no offset
     * @return microseconds since 1970
     * @throws DateTimeException when it is none, or a local time that the clock skips
     */
    static long parseMicros(String text, ZoneId zone) {
        String time = text.strip().replace(' ', 'T');
        int clock = time.indexOf('T');
        if (clock < 0) {
            return micros(LocalDate.parse(time).atStartOfDay(), zone);
        }
        boolean hasOffset = time.endsWith("Z") || time.indexOf('+', clock) > 0 || time.indexOf('-', clock) > 0;
        return hasOffset ? micros(OffsetDateTime.parse(time).toInstant()) : micros(LocalDateTime.parse(time), zone);
    }

    /** A local time; the first of two where the clock shows it twice. */
    static long micros(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new DateTimeException("the clock of " + zone + " skips " + local);
        }
        return micros(local.toInstant(offsets.get(0)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
