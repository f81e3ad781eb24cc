package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.metrobed.model.calendar.IsoTime;

/**
 * The time column of a file and its format. Immutable, thread-safe.
 *
 * @param column its name in the header
 * @param formatter the format of local times; null for ISO 8601
 * @param zone the time zone of times without an offset
 */
record QcTime(String column, DateTimeFormatter formatter, ZoneId zone) {

    static QcTime read(QcFields fields) {
        String column = fields.text("column", "time");
        ZoneId zone = fields.value("zone", ZoneOffset.UTC, ZoneId::of, "an IANA zone or an offset");
        DateTimeFormatter formatter = fields.value(
                "pattern",
                null,
                text -> DateTimeFormatter.ofPattern(text, Locale.ROOT),
                "a pattern of DateTimeFormatter");
        fields.finish();
        return new QcTime(column, formatter, zone);
    }

    /**
     * The time of a cell, microseconds since 1970.
     *
     * @throws DateTimeException when the cell is not a time
     */
    long parseMicros(String text) {
        return formatter == null
                ? IsoTime.parseMicros(text, zone)
                : IsoTime.micros(LocalDateTime.parse(text.strip(), formatter), zone);
    }

    /** The expected format of a time, for people. */
    String expected() {
        return formatter == null ? "a time of ISO 8601" : "a time of the pattern that the configuration states";
    }
}
