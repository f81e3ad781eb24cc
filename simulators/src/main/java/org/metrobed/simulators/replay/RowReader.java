package org.metrobed.simulators.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.simulators.csv.CsvRow;
import org.metrobed.simulators.csv.RowCondition;
import org.metrobed.simulators.payload.PayloadSample;

/** Converts the rows of a file to samples. One thread. */
final class RowReader {

    private static final int LONGEST_QUOTE = 80;

    private final ReplayMapping mapping;
    private final List<String> header;
    private final MappedCells cells;
    private final List<Series> series = new ArrayList<>();

    /** Cells of the same rows, whose times are one series. */
    private record Series(List<RowCondition> where, TimeReader times, Map<String, List<ReplayColumn>> byTimeEnd) {}

    /**
     * A reader for files with this header.
     *
     * @throws MappingException if the header lacks columns of the mapping or has them twice
     */
    RowReader(ReplayMapping mapping, String file, List<String> header) {
        this.mapping = mapping;
        this.header = header;
        this.cells = new MappedCells(mapping, header);
        Set<String> problems = new LinkedHashSet<>();
        needed(mapping).forEach(column -> check(column, problems));
        if (!problems.isEmpty()) {
            String place = file + ":" + mapping.csv().headerLine() + ": ";
            throw new MappingException(
                    problems.stream().map(problem -> place + problem).toList());
        }
        Map<List<RowCondition>, List<ReplayColumn>> groups = mapping.columns().stream()
                .collect(Collectors.groupingBy(ReplayColumn::where, LinkedHashMap::new, Collectors.toList()));
        groups.forEach((where, columns) -> {
            Map<String, List<ReplayColumn>> byTimeEnd = new LinkedHashMap<>();
            for (ReplayColumn column : columns) {
                List<String> ends = column.columns().size() > 1 ? column.columns() : List.of("");
                ends.forEach(end -> byTimeEnd
                        .computeIfAbsent(end, first -> new ArrayList<>())
                        .add(column));
            }
            series.add(new Series(where, new TimeReader(mapping.time()), byTimeEnd));
        });
    }

    /** The columns without which a header is refused. */
    static List<String> needed(ReplayMapping mapping) {
        Stream<String> ofColumns = mapping.columns().stream()
                .flatMap(column -> Stream.of(
                                column.columns().stream(),
                                column.where().stream().map(RowCondition::column),
                                column.unitColumn().stream().map(ReplayColumn.UnitColumn::column),
                                column.flags().stream().flatMap(flags -> flags.columns().stream()))
                        .flatMap(names -> names));
        return Stream.of(
                        mapping.time().columns().stream(),
                        ofColumns,
                        mapping.where().stream().map(RowCondition::column))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** Whether all rows of the file are to be {@link #scan}ned before they are read, for the order of their times. */
    boolean needsScan() {
        return series.get(0).times().needsScan();
    }

    /** Takes the times of the next row of the file. */
    void scan(CsvRow row) {
        meant(row)
                .forEach(one ->
                        one.byTimeEnd().keySet().forEach(end -> one.times().scan(time(row, end))));
    }

    /** Passes over the next row. */
    void skip(CsvRow row) {
        meant(row)
                .forEach(one ->
                        one.byTimeEnd().keySet().forEach(end -> one.times().skip()));
    }

    /** Reads the next row; its samples have one time each. Without samples if the mapping means other rows. */
    List<ReplayRow> read(CsvRow row) {
        if (row.fault().isPresent()) {
            String note = "line " + row.line() + " " + row.fault().get();
            List<PayloadSample.Value> values = mapping.columns().stream()
                    .map(column -> PayloadSample.Value.unreadable(column.property(), ""))
                    .toList();
            String text =
                    note + ": " + clip(String.join(String.valueOf(mapping.csv().separator()), row.cells()));
            return List.of(sample(row, Optional.empty(), text, values, List.of(note)));
        }
        List<ReplayRow> samples = new ArrayList<>();
        for (Series one : meant(row)) {
            one.byTimeEnd().forEach((end, columns) -> samples.add(read(row, one.times(), end, columns)));
        }
        return samples;
    }

    private ReplayRow read(CsvRow row, TimeReader times, String end, List<ReplayColumn> columns) {
        List<String> notes = new ArrayList<>();
        String text = time(row, end);
        Optional<Instant> time = times.read(text);
        if (time.isEmpty()) {
            notes.add("line " + row.line() + ": " + times.fault(clip(text)));
        }
        List<PayloadSample.Value> values = new ArrayList<>();
        for (ReplayColumn column : columns) {
            String name = end.isEmpty() ? column.columns().get(0) : end;
            PayloadSample.Value value = cells.read(column, name, row.cells());
            if (!value.isReadable()) {
                notes.add("line " + row.line() + ", " + name + ": no number in '" + clip(value.text()) + "'");
            }
            values.add(value);
        }
        return sample(row, time, text, values, notes);
    }

    private static ReplayRow sample(
            CsvRow row, Optional<Instant> time, String text, List<PayloadSample.Value> values, List<String> notes) {
        // without the prefix a time in another format could be read as a valid time
        String stated = time.map(Instant::toString).orElse("unreadable: " + text);
        return new ReplayRow(row.line(), time, new PayloadSample(stated, values), notes);
    }

    /** The series to which a row belongs. */
    private List<Series> meant(CsvRow row) {
        if (row.fault().isPresent() || !RowCondition.hold(mapping.where(), header, row)) {
            return List.of();
        }
        return series.stream()
                .filter(one -> RowCondition.hold(one.where(), header, row))
                .toList();
    }

    private String time(CsvRow row, String end) {
        String begin = mapping.time().columns().stream()
                .map(column -> cell(row, column))
                .collect(Collectors.joining(" "));
        return end.isEmpty() ? begin : begin + " " + end;
    }

    private String cell(CsvRow row, String column) {
        return row.cells().get(header.indexOf(column.strip()));
    }

    private void check(String column, Set<String> problems) {
        int first = header.indexOf(column.strip());
        if (first < 0) {
            problems.add("no column '" + column + "' in the header " + clip(header + "") + encodingHint());
        } else if (header.lastIndexOf(column.strip()) != first) {
            problems.add("column '" + column + "' is in the header twice");
        }
    }

    /** What the first bytes of the file say, if they are the byte-order mark of UTF-8, read in another encoding. */
    private String encodingHint() {
        boolean marked = !header.isEmpty() && header.get(0).startsWith("ï»¿");
        return marked ? "; the file begins with the byte-order mark of UTF-8, so csv.encoding is 'UTF-8'" : "";
    }

    private static String clip(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
