package org.metrobed.launcher.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.analysis.quality.SeriesCleaning.Cleaned;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.QualityFlag;

/** Counts flags by column and test, for people. Static functions only. */
final class QcSummary {

    private static final List<QualityFlag> SHOWN = List.of(
            QualityFlag.GOOD, QualityFlag.NOT_EVALUATED, QualityFlag.SUSPECT, QualityFlag.FAIL, QualityFlag.MISSING);

    private QcSummary() {}

    /**
     * The lines of one column: its name and the interval of its rows, a line for each test, then the flags of the rows.
     */
    static List<String> of(QcConfig.Stream stream, List<Cleaned> cleaned) {
        List<Cleaned> kept = cleaned.stream().filter(row -> !row.isDropped()).toList();
        long conflicts = kept.stream()
                .filter(row -> TestBits.has(row.bits(), TestBits.DUPLICATE))
                .count();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d rows every %s s%s, %d exact duplicates dropped, %d conflicts kept",
                stream.column(),
                kept.size(),
                stream.quality().intervalMicros() / 1e6,
                stream.hasInterval() ? "" : " (median)",
                cleaned.size() - kept.size(),
                conflicts));
        lines.add(String.format(
                Locale.ROOT, "  %-24s %9s %9s %9s %9s %9s", "", "good", "not eval.", "suspect", "fail", "missing"));
        for (String test : stream.tests()) {
            int slot = IoosNames.TESTS.get(test);
            lines.add(line(
                    test,
                    kept.stream().map(row -> TestBits.verdict(row.bits(), slot)).toList()));
        }
        lines.add(line(
                "aggregate",
                kept.stream().map(row -> TestBits.overall(row.bits())).toList()));
        return lines;
    }

    private static String line(String test, List<QualityFlag> flags) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-24s", test));
        for (QualityFlag shown : SHOWN) {
            line.append(String.format(
                    Locale.ROOT, " %9d", flags.stream().filter(shown::equals).count()));
        }
        long bad = flags.stream()
                .filter(flag -> flag == QualityFlag.SUSPECT || flag == QualityFlag.FAIL)
                .count();
        double share = flags.isEmpty() ? 0 : 100.0 * bad / flags.size();
        return line.append(String.format(Locale.ROOT, "  %6.2f %% suspect or fail", share))
                .toString();
    }
}
