package org.metrobed.launcher.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.metrobed.model.calendar.RepeatedHour;
import org.metrobed.model.calendar.StatedTime;
import org.metrobed.model.text.WordSet;
import org.metrobed.simulators.csv.CsvFile;
import org.metrobed.simulators.csv.CsvFormat;
import org.metrobed.simulators.csv.CsvRow;

/**
 * A file of one series: the columns timestamp, value and perhaps received, named in any case. One thread.
 */
final class SeriesFile implements AutoCloseable {

    private static final List<String> COLUMNS = List.of("timestamp", "value", "received");
    private static final WordSet NO_NUMBER = new WordSet(List.of("nan", "null"), CsvFormat.DEFAULT.numbers());

    private final Path file;
    private final CsvFormat format;
    private final ZoneId zone;
    private final CsvFile csv;
    private final WordSet missing;
    private final int time;
    private final int value;
    private final int received;
    /** The order of the local times, which decides those that the clock shows twice; null if the zone shows none twice. */
    private RepeatedHour order;

    private long position = -1;

    private SeriesFile(Path file, CsvFormat format, ZoneId zone, CsvFile csv) {
        this.file = file;
        this.format = format;
        this.zone = zone;
        this.csv = csv;
        this.missing = format.missingWords();
        this.time = find(csv.header(), COLUMNS.get(0));
        this.value = find(csv.header(), COLUMNS.get(1));
        this.received = find(csv.header(), COLUMNS.get(2));
    }

    /**
     * Opens a file; reads its times once, for their order, if its zone shows times twice.
     *
     * @param zone the time zone of times without a zone
     * @throws IOException when the file cannot be read
     * @throws RowException when a column is missing
     */
    static SeriesFile open(Path file, CsvFormat format, ZoneId zone) throws IOException {
        SeriesFile series = open(file, zone, format);
        if (!zone.getRules().isFixedOffset()) {
            RepeatedHour order = new RepeatedHour(zone);
            try (SeriesFile scanned = open(file, zone, format)) {
                while (scanned.csv.hasNext()) {
                    CsvRow row = scanned.csv.next();
                    order.add(row.fault().isPresent() ? null : local(row.cells().get(scanned.time)));
                }
            } catch (CsvParseException | UncheckedIOException e) {
                // the rows before the fault are read; the fault is reported when it is reached
            }
            series.order = order;
        }
        return series;
    }

    private static SeriesFile open(Path file, ZoneId zone, CsvFormat format) throws IOException {
        CsvFile csv = CsvFile.open(file, format, SeriesFile::needed);
        SeriesFile series = new SeriesFile(file, format, zone, csv);
        if (series.time < 0 || series.value < 0) {
            csv.close();
            throw new RowException(
                    file,
                    format.headerLine(),
                    "the header is '" + String.join(String.valueOf(format.separator()), csv.header())
                            + "', must name timestamp and value");
        }
        return series;
    }

    private static List<String> needed(List<String> header) {
        return COLUMNS.stream()
                .map(name -> find(header, name))
                .filter(at -> at >= 0)
                .map(header::get)
                .toList();
    }

    private static int find(List<String> header, String name) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static LocalDateTime local(String text) {
        try {
            StatedTime stated = StatedTime.parseOrDate(text);
            return stated.zone() == null ? stated.local() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Whether there is another row.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    boolean hasNext() {
        try {
            return csv.hasNext();
        } catch (CsvParseException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), new IOException(e));
        }
    }

    /**
     * The next row.
     *
     * @throws RowException when its cells are not as many as the columns
     */
    CsvRow next() {
        CsvRow row = csv.next();
        position++;
        row.fault().ifPresent(fault -> {
            throw new RowException(file, row.line(), fault);
        });
        return row;
    }

    /** The text of the time of a row. */
    String time(CsvRow row) {
        return row.cells().get(time).strip();
    }

    /** The text of the value of a row. */
    String value(CsvRow row) {
        return row.cells().get(value).strip();
    }

    /** The time of the last row that was taken, microseconds since 1970 UTC. */
    long micros(CsvRow row) {
        return micros(row.line(), time(row), order);
    }

    /** The received time of a row, microseconds since 1970 UTC; the row's own time if the file has no received time. */
    long receivedMicros(CsvRow row, long timeMicros) {
        String text = received < 0 ? "" : row.cells().get(received).strip();
        return text.isEmpty() ? timeMicros : micros(row.line(), text, null);
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
                    stated.zone() == null && series != null ? series.offset(position, stated.local()) : null;
            return offset == null ? stated.micros(zone) : StatedTime.micros(stated.local(), offset);
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowException(file, line, "timestamp '" + text + "': " + e.getMessage());
        }
    }

    /** The value of a row; NaN when it is missing. */
    double number(CsvRow row) {
        String text = value(row);
        if (text.isEmpty() || NO_NUMBER.contains(text) || missing.contains(text)) {
            return Double.NaN;
        }
        try {
            return TestFields.parse(text, format.numbers());
        } catch (NumberFormatException e) {
            throw new RowException(file, row.line(), "value '" + text + "' is not a number");
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
