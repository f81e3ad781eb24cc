package org.metrobed.launcher.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.metrobed.model.calendar.RepeatedHour;
import org.metrobed.model.calendar.StatedTime;

/**
 * The columns of a file of one series, and their parser. Immutable.
 *
 * @param file the file, for error messages
 * @param zone the time zone of times without a zone
 * @param time index of the time column, from 0
 * @param value index of the value column, from 0
 * @param received index of the column of received times, -1 if absent
 * @param order the order of the local times of the file, which decides those that the clock shows twice; null if its zone shows
 *     none twice
 */
record SeriesColumns(Path file, ZoneId zone, int time, int value, int received, RepeatedHour order) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Finds the columns in the header; reads the times of the file once, for their order.
     *
     * @throws IOException when the file cannot be read
     * @throws RowException when a column is missing
     */
    static SeriesColumns parse(Path file, ZoneId zone, String header) throws IOException {
        List<String> names = List.of(fields(header.replace(BYTE_ORDER_MARK, "").toLowerCase(Locale.ROOT)));
        int time = names.indexOf("timestamp");
        int value = names.indexOf("value");
        if (time < 0 || value < 0) {
            throw new RowException(file, 1, "the header is '" + header + "', must name timestamp and value");
        }
        RepeatedHour order = zone.getRules().isFixedOffset() ? null : order(file, zone, time);
        return new SeriesColumns(file, zone, time, value, names.indexOf("received"), order);
    }

    private static RepeatedHour order(Path file, ZoneId zone, int time) throws IOException {
        RepeatedHour order = new RepeatedHour(zone);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                String[] fields = fields(row);
                order.add(time < fields.length ? local(fields[time]) : null);
            }
        }
        return order;
    }

    private static LocalDateTime local(String text) {
        try {
            StatedTime stated = StatedTime.parseOrDate(text);
            return stated.zone() == null ? stated.local() : null;
        } catch (DateTimeException e) {
            return null;
        }
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
        return micros(line, row[time], order);
    }

    /**
     * The received time of the row, microseconds since 1970 UTC; the row's own time if the file has no received time.
     */
    long receivedMicros(long line, String[] row, long timeMicros) {
        return received < 0 || row[received].isEmpty() ? timeMicros : micros(line, row[received], null);
    }

    private long micros(long line, String text, RepeatedHour series) {
        StatedTime stated;
        try {
            stated = StatedTime.parseOrDate(text);
        } catch (DateTimeException e) {
            throw new RowException(
                    file, line, "timestamp '" + text + "' is neither YYYY-MM-DD HH:MM:SS nor ISO 8601 date and time");
        }
        try {
            ZoneOffset offset =
                    stated.zone() == null && series != null ? series.offset(line - 1, stated.local()) : null;
            return offset == null ? stated.micros(zone) : StatedTime.micros(stated.local(), offset);
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowException(file, line, "timestamp '" + text + "': " + e.getMessage());
        }
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
