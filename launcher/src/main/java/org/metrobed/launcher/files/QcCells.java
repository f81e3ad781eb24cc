package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.quality.SeriesCleaning;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.calendar.RepeatedHour;
import org.metrobed.model.calendar.StatedTime;
import org.metrobed.model.text.CellFlags;
import org.metrobed.model.text.WordSet;
import org.metrobed.simulators.csv.CsvRow;
import org.metrobed.simulators.csv.RowCondition;

/** Parses the cells of a file as times and numbers. One thread. */
final class QcCells {

    private final QcConfig config;
    private final List<String> header;
    private final FileProblems problems;
    private final WordSet missing;
    private final int timeColumn;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<StatedTime> times = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final RepeatedHour order;

    /** A tested column, and what was read of it. */
    private record Column(
            String name,
            int place,
            int flagPlace,
            CellFlags.Reader reader,
            List<Double> values,
            List<QualityFlag> flags) {}

    QcCells(QcConfig config, List<String> header, FileProblems problems) {
        this.config = config;
        this.header = header;
        this.problems = problems;
        this.missing = config.csv().missingWords();
        this.order = new RepeatedHour(config.time().zone());
        this.timeColumn = find(config.time().column());
        config.where().forEach(condition -> find(condition.column()));
        for (QcConfig.Stream stream : config.streams()) {
            columns.add(new Column(
                    stream.column(),
                    find(stream.column()),
                    stream.flags().map(flags -> find(flags.column())).orElse(-1),
                    stream.flags()
                            .map(flags -> flags.reader(config.csv().numbers()))
                            .orElse(null),
                    new ArrayList<>(),
                    new ArrayList<>()));
        }
    }

    /** Adds a row. */
    void add(CsvRow row) {
        if (row.fault().isPresent()) {
            problems.add(row.line(), row.fault().get());
            return;
        }
        if (!RowCondition.hold(config.where(), header, row)) {
            return;
        }
        List<String> cells = row.cells();
        rows.add(cells);
        StatedTime time = time(cells.get(timeColumn), row.line());
        times.add(time);
        lines.add(row.line());
        order.add(time == null || time.zone() != null ? null : time.local());
        for (Column column : columns) {
            QualityFlag flag = column.reader() == null
                    ? QualityFlag.GOOD
                    : column.reader().read(cells.get(column.flagPlace())).flag();
            String text = cells.get(column.place()).strip();
            column.values().add(flag == QualityFlag.MISSING ? Double.NaN : number(text, column.name(), row.line()));
            column.flags().add(flag);
        }
    }

    /** The table, when all rows were added: a local time that the clock shows twice is decided by their order. */
    QcTable finish() {
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            micros.add(times.get(i) == null ? 0 : micros(times.get(i), i));
        }
        List<List<SeriesCleaning.Row>> series = new ArrayList<>();
        for (Column column : columns) {
            List<SeriesCleaning.Row> rowsOfColumn = new ArrayList<>();
            for (int i = 0; i < micros.size(); i++) {
                rowsOfColumn.add(new SeriesCleaning.Row(
                        micros.get(i), column.values().get(i), column.flags().get(i)));
            }
            series.add(rowsOfColumn);
        }
        return new QcTable(header, rows, series);
    }

    private long micros(StatedTime time, int row) {
        ZoneOffset offset = time.zone() == null ? order.offset(row, time.local()) : null;
        try {
            return offset == null ? time.micros(config.time().zone()) : StatedTime.micros(time.local(), offset);
        } catch (DateTimeException e) {
            String hint = "; the order of the rows does not tell which is meant";
            problems.add(
                    lines.get(row),
                    config.time().column() + ": " + e.getMessage()
                            + (e.getMessage().endsWith("twice") ? hint : ""));
            return 0;
        }
    }

    private StatedTime time(String text, long line) {
        try {
            return config.time().parse(text);
        } catch (DateTimeException e) {
            problems.add(
                    line,
                    config.time().column() + " is '" + text + "', must be "
                            + config.time().expected());
            return null;
        }
    }

    private double number(String text, String name, long line) {
        if (missing.contains(text)) {
            return Double.NaN;
        }
        try {
            return TestFields.parse(text, config.csv().numbers());
        } catch (NumberFormatException e) {
            problems.add(line, name + " is '" + text + "', must be a number, or a text that csv.missing lists");
            return Double.NaN;
        }
    }

    private int find(String column) {
        int at = header.indexOf(column.strip());
        if (at < 0) {
            problems.add(
                    config.csv().headerLine(),
                    "the header has no column '" + column + "'; it has " + String.join(", ", header));
        } else if (header.lastIndexOf(column.strip()) != at) {
            problems.add(config.csv().headerLine(), "the header has the column '" + column + "' twice");
        }
        return at;
    }
}
