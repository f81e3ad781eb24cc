package org.metrobed.launcher.files;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a file of one series, and their parser. Immutable.
 *
 * @param file the file, for error messages
 * @param zone the time zone of times without a zone
 * @param time index of the time column, from 0
 * @param value index of the value column, from 0
 * @param received index of the column of received times, -1 if absent
 */
record SeriesColumns(Path file, ZoneId zone, int time, int value, int received) {

    private static final int DATE_LENGTH = 10;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Finds the columns in the header.
     *
     * @throws RowException when a column is missing
     */
    static SeriesColumns parse(Path file, ZoneId zone, String header) {
        List<String> names = List.of(fields(header.replace(BYTE_ORDER_MARK, "").toLowerCase(Locale.ROOT)));
        int time = names.indexOf("timestamp");
        int value = names.indexOf("value");
        if (time < 0 || value < 0) {
            throw new RowException(file, 1, "the header is '" + header + "', must name timestamp and value");
        }
        return new SeriesColumns(file, zone, time, value, names.indexOf("received"));
    }

    /** The fields of a row, without surrounding blanks and quotes. */
    static String[] fields(String row) {
        String[] fields = row.split(",", -1);
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i].strip();
            boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
            fields[i] = quoted ? field.substring(1, field.length() - 1) : field;
        }
        return fields;
    }

    /** The row's fields. */
    String[] row(long line, String text) {
        String[] fields = fields(text);
        int needed = Math.max(received, Math.max(time, value)) + 1;
        if (fields.length < needed) {
            throw new RowException(file, line, "has " + fields.length + " fields, must have " + needed);
        }
        return fields;
    }

    /** The row's time, microseconds since 1970 UTC. */
    long micros(long line, String[] row) {
        return micros(line, row[time]);
    }

    /**
     * The received time of the row, microseconds since 1970 UTC; the row's own time if the file has no received time.
     */
    long receivedMicros(long line, String[] row, long timeMicros) {
        return received < 0 || row[received].isEmpty() ? timeMicros : micros(line, row[received]);
    }

    private long micros(long line, String text) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowException(
                    file, line, "timestamp '" + text + "' is neither YYYY-MM-DD HH:MM:SS nor ISO 8601 date and time");
        }
    }

    private Instant instant(String text) {
        String iso = text.length() == DATE_LENGTH ? text + "T00:00" : text.replace(' ', 'T');
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, ZonedDateTime::from, LocalDateTime::from);
        return parsed instanceof ZonedDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(parsed).atZone(zone).toInstant();
    }

    /** The row's value; NaN when it is missing. */
    double number(long line, String[] row) {
        String text = row[value];
        if (text.isEmpty() || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("null")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new RowException(file, line, "value '" + text + "' is not a number");
        }
    }
}
