package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.calendar.RepeatedHour;
import org.metrobed.model.calendar.StatedTime;

/** Parses the cells of a file as times and numbers. One thread. */
final class QcCells {

    private final QcConfig config;
    private final QcTable table;
    private final FileProblems problems;
    private final int timeColumn;
    private final List<Integer> columns = new ArrayList<>();
    private final List<StatedTime> times = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final RepeatedHour order;

    QcCells(QcConfig config, QcTable table, FileProblems problems) {
        this.config = config;
        this.table = table;
        this.problems = problems;
        this.order = new RepeatedHour(config.time().zone());
        this.timeColumn = find(config.time().column());
        config.streams().forEach(stream -> columns.add(find(stream.column())));
    }

    /** Adds a row that starts on this line of the file. */
    void add(List<String> fields, long line) {
        List<String> row = new ArrayList<>(
                fields.subList(0, Math.min(fields.size(), table.header().size())));
        while (row.size() < table.header().size()) {
            row.add("");
        }
        table.rows().add(row);
        StatedTime time = time(row.get(timeColumn), line);
        times.add(time);
        lines.add(line);
        order.add(time == null || time.zone() != null ? null : time.local());
        for (int i = 0; i < columns.size(); i++) {
            String name = config.streams().get(i).column();
            table.values().get(i).add(number(row.get(columns.get(i)).strip(), name, line));
        }
    }

    /** Fills in the times, when all rows were added: a local time that the clock shows twice is decided by their order. */
    void finish() {
        for (int i = 0; i < times.size(); i++) {
            table.times().add(times.get(i) == null ? 0 : micros(times.get(i), i));
        }
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
        if (config.csv().missing().contains(text)) {
            return Double.NaN;
        }
        try {
            return TestFields.parse(text);
        } catch (NumberFormatException e) {
            problems.add(line, name + " is '" + text + "', must be a number, or a text that csv.missing lists");
            return Double.NaN;
        }
    }

    private int find(String column) {
        int at = table.header().indexOf(column);
        if (at < 0) {
            problems.add(
                    config.csv().headerLine(),
                    "the header has no column '" + column + "'; it has " + String.join(", ", table.header()));
        }
        return at;
    }
}
