package org.metrobed.launcher.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.metrobed.launcher.check.SampleReport.Refused;
import org.metrobed.launcher.check.SampleReport.Seen;
import org.metrobed.launcher.check.SampleReport.Stored;

/** Writes reports as text for people. Pure. */
public final class ReportTable {

    private ReportTable() {}

    /** The lines of a report. */
    public static List<String> lines(SampleReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(head(report));
        section(lines, "would be stored:", stored(report.stored()));
        section(lines, "would be rejected:", refused(report.refused()));
        section(lines, "signs:", signs(report.signs()));
        section(
                lines,
                "would be published:",
                report.commands().stream().map(List::of).toList());
        if (lines.size() == 1) {
            lines.add("  nothing to store");
        }
        return lines;
    }

    /** A summary of all reports in one line. */
    public static String summary(List<SampleReport> reports) {
        int stored = reports.stream().mapToInt(report -> report.stored().size()).sum();
        int refused =
                reports.stream().mapToInt(report -> report.refused().size()).sum();
        return reports.size() + " samples: " + stored + " readings would be stored, " + refused + " refusals";
    }

    private static String head(SampleReport report) {
        String file = report.sample().file() + " (" + report.bytes() + " bytes) on "
                + report.sample().topic();
        return report.binding().isEmpty()
                ? file
                : file + ", binding " + report.binding() + ", decoder " + report.decoder();
    }

    private static List<List<String>> stored(List<Stored> stored) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("index", "datastream", "value", "unit", "time", "from", "field", "raw", "raw unit", "marks"));
        stored.forEach(one -> rows.add(List.of(
                "" + one.index(),
                one.datastream(),
                number(one.value()),
                one.unit(),
                "" + one.time(),
                one.timeFrom(),
                one.field(),
                number(one.rawValue()),
                one.rawUnit(),
                String.join(", ", one.marks()))));
        return stored.isEmpty() ? List.of() : rows;
    }

    private static List<List<String>> refused(List<Refused> refused) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("index", "reason", "why"));
        refused.forEach(
                one -> rows.add(List.of(one.index() < 0 ? "all" : "" + one.index(), one.reason(), one.detail())));
        return refused.isEmpty() ? List.of() : rows;
    }

    private static List<List<String>> signs(List<Seen> signs) {
        return signs.stream()
                .map(sign -> List.of(
                        sign.of().isEmpty() ? "nobody named" : sign.of(),
                        sign.state(),
                        "" + sign.time(),
                        sign.timeFrom()))
                .toList();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "missing" : Double.toString(value);
    }

    private static void section(List<String> lines, String title, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        lines.add("  " + title);
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        for (List<String> row : rows) {
            lines.add(IntStream.range(0, row.size())
                    .mapToObj(column -> padded(row.get(column), widths.get(column)))
                    .collect(Collectors.joining("  ", "    ", ""))
                    .stripTrailing());
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
