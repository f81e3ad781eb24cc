package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/** Parses the cells of a file as times and numbers. One thread. */
final class QcCells {

    private final QcConfig config;
    private final QcTable table;
    private final FileProblems problems;
    private final int timeColumn;
    private final List<Integer> columns = new ArrayList<>();

    QcCells(QcConfig config, QcTable table, FileProblems problems) {
        this.config = config;
        this.table = table;
        this.problems = problems;
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
        table.times().add(time(row.get(timeColumn), line));
        for (int i = 0; i < columns.size(); i++) {
            String name = config.streams().get(i).column();
            table.values().get(i).add(number(row.get(columns.get(i)).strip(), name, line));
        }
    }

    private long time(String text, long line) {
        try {
            return config.time().parseMicros(text);
        } catch (DateTimeException e) {
            problems.add(
                    line,
                    config.time().column() + " is '" + text + "', must be "
                            + config.time().expected());
            return 0;
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
