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

    static QcTime read(YamlFields fields) {
        String column = fields.text("column", "time");
        ZoneId zone = ZoneOffset.UTC;
        DateTimeFormatter formatter = null;
        try {
            zone = ZoneId.of(fields.text("zone", "UTC"));
        } catch (DateTimeException e) {
            fields.reject("zone", "is '" + fields.text("zone", "") + "', must be an IANA zone or an offset");
        }
        try {
            formatter =
                    fields.has("pattern") ? DateTimeFormatter.ofPattern(fields.text("pattern", ""), Locale.ROOT) : null;
        } catch (IllegalArgumentException e) {
            fields.reject("pattern", "is no pattern of DateTimeFormatter: " + e.getMessage());
        }
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
