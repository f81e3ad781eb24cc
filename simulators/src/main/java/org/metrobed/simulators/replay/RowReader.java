package org.metrobed.simulators.replay;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.simulators.payload.PayloadSample;

/** Converts the rows of a file to samples. Immutable, thread-safe. */
final class RowReader {

    private static final int LONGEST_QUOTE = 80;

    private final ReplayMapping mapping;
    private final TimeReader times;
    private final NumberReader numbers;
    private final List<Integer> timeCells = new ArrayList<>();
    private final Map<ReplayColumn, Integer> cells = new LinkedHashMap<>();
    private long row;

    /**
     * A reader for files with this header.
     *
     * @throws MappingException if the header lacks columns of the mapping or has them twice
     */
    RowReader(ReplayMapping mapping, String file, List<String> header) {
        this.mapping = mapping;
        this.times = new TimeReader(mapping.time());
        this.numbers = new NumberReader(mapping.csv().decimal());
        Set<String> problems = new LinkedHashSet<>();
        List<String> names = header.stream().map(String::strip).toList();
        mapping.time().columns().forEach(column -> timeCells.add(find(names, column, problems)));
        mapping.columns().forEach(column -> cells.put(column, find(names, column.column(), problems)));
        if (!problems.isEmpty()) {
            String place = file + ":" + mapping.csv().headerLine() + ": ";
            throw new MappingException(
                    problems.stream().map(problem -> place + problem).toList());
        }
    }

    /** Whether all rows of the file are to be {@link #scan}ned before they are read, for the order of their times. */
    boolean needsScan() {
        return times.needsScan();
    }

    /** Takes the time of the next row of the file. */
    void scan(CsvRecord record) {
        times.scan(time(record));
    }

    /** Passes over the next row. */
    void skip() {
        row++;
    }

    /** Reads the next row; {@code line} is its line in the file, from 1. */
    ReplayRow read(CsvRecord record, long line) {
        List<String> notes = new ArrayList<>();
        String text = time(record);
        Optional<Instant> time = times.read(text, row++);
        if (time.isEmpty()) {
            notes.add("line " + line + ": no time in '" + clip(text) + "'");
        }
        List<PayloadSample.Value> values = new ArrayList<>();
        cells.forEach((column, index) -> {
            PayloadSample.Value value = value(column, record, index);
            if (value.text() != null) {
                notes.add("line " + line + ", " + column.column() + ": no number in '" + clip(value.text()) + "'");
            }
            values.add(value);
        });
        // without the prefix a time in another format could be read as a valid time
        String stated = time.map(Instant::toString).orElse("unreadable: " + text);
        return new ReplayRow(time, new PayloadSample(stated, values), notes);
    }

    private PayloadSample.Value value(ReplayColumn column, CsvRecord record, int index) {
        if (index >= record.getFieldCount()) {
            return PayloadSample.Value.unreadable(column.property(), "");
        }
        String text = record.getField(index);
        if (mapping.csv().missing().contains(text.strip())) {
            return PayloadSample.Value.of(column.property(), Double.NaN);
        }
        OptionalDouble number = numbers.read(text);
        double converted = number.isPresent() ? column.convert(number.getAsDouble()) : Double.NaN;
        return Double.isFinite(converted)
                ? PayloadSample.Value.of(column.property(), converted)
                : PayloadSample.Value.unreadable(column.property(), text);
    }

    private String time(CsvRecord record) {
        return timeCells.stream().map(index -> cell(record, index)).collect(Collectors.joining(" "));
    }

    private static String cell(CsvRecord record, int index) {
        return index < record.getFieldCount() ? record.getField(index) : "";
    }

    private int find(List<String> names, String column, Set<String> problems) {
        int first = names.indexOf(column.strip());
        if (first < 0) {
            problems.add("no column '" + column + "' in the header " + clip(names + ""));
        } else if (names.lastIndexOf(column.strip()) != first) {
            problems.add("column '" + column + "' is in the header twice");
        }
        return first;
    }

    private static String clip(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
