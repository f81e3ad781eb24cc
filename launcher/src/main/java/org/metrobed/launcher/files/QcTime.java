package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.metrobed.model.calendar.StatedTime;
import org.metrobed.model.calendar.TimePattern;

/**
 * The time column of a file and its format. Immutable, thread-safe.
 *
 * @param column its name in the header
 * @param pattern the pattern of times; null for ISO 8601
 * @param zone the time zone of times without an offset
 */
record QcTime(String column, TimePattern pattern, ZoneId zone) {

    static QcTime read(QcFields fields) {
        String column = fields.text("column", "time");
        ZoneId zone = fields.value("zone", ZoneOffset.UTC, ZoneId::of, "an IANA zone or an offset");
        TimePattern pattern = fields.value("pattern", null, TimePattern::of, "a pattern of DateTimeFormatter");
        fields.finish();
        return new QcTime(column, pattern, zone);
    }

    /**
     * The time of a cell.
     *
     * @throws DateTimeException when the cell is not a time
     */
    StatedTime parse(String text) {
        return pattern == null ? StatedTime.parseOrDate(text) : pattern.parse(text.strip());
    }

    /** The expected format of a time, for people. */
    String expected() {
        return pattern == null ? "a time of ISO 8601" : "a time of the pattern that the configuration states";
    }
}
