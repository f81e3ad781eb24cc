package org.metrobed.launcher.files;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TunedThresholds;
import org.metrobed.model.Scale;
import org.metrobed.model.params.TestParams;

/**
 * The proposed thresholds of one datastream as text of a bundle: each with the share of its past that it flags, and the share of
 * the last third that the thresholds of the first two thirds flag. Immutable.
 *
 * @param datastream its id
 * @param source where its past was read
 * @param rows its readings; missing values are NaN
 * @param intervalMicros expected time between readings, microseconds
 * @param scale how values differ
 * @param now the share of readings that each test flags today, by its code; a test that is not in force is absent
 */
public record TuneText(
        String datastream, String source, List<Row> rows, long intervalMicros, Scale scale, Map<String, Double> now) {

    private static final double PERCENT = 100;
    private static final double MILLIS = 1e3;
    private static final double WHOLE = 1e15;

    /** Sorts the rows by time, and keeps the first of each time. */
    public TuneText {
        TreeMap<Long, Row> byTime = new TreeMap<>();
        rows.forEach(row -> byTime.putIfAbsent(row.timeMicros(), row));
        rows = List.copyOf(byTime.values());
        now = Map.copyOf(now);
    }

    /** The lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(head());
        Optional<TunedThresholds> all = TunedThresholds.of(rows, intervalMicros, scale);
        if (all.isEmpty()) {
            lines.add("#   no proposal: it needs " + TunedThresholds.LEAST_READINGS
                    + " values that change, one interval apart");
            return lines;
        }
        int cut = rows.size() / 3 * 2;
        List<Row> later = rows.subList(cut, rows.size());
        Map<Integer, TestParams> earlier = new TreeMap<>();
        TunedThresholds.of(rows.subList(0, cut), intervalMicros, scale)
                .ifPresent(tuned -> tuned.tests().forEach(test -> earlier.put(test.slot(), test)));
        lines.add("quality:");
        for (TestParams test : all.get().tests()) {
            String code = code(test);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-58s # flags %s of this past%s%s",
                    code + ": " + text(test),
                    percent(TunedThresholds.share(test, rows, intervalMicros, scale)),
                    earlier.containsKey(test.slot())
                            ? "; from its first two thirds, "
                                    + percent(TunedThresholds.share(
                                            earlier.get(test.slot()), later, intervalMicros, scale))
                                    + " of the last"
                            : "",
                    now.containsKey(code) ? "; in force now, " + percent(now.get(code)) : "; none in force now"));
        }
        return lines;
    }

    private String head() {
        String span = rows.isEmpty()
                ? ""
                : " from " + time(rows.get(0)) + " to "
                        + time(rows.stream()
                                .max(Comparator.comparingLong(Row::timeMicros))
                                .orElseThrow());
        return String.format(
                Locale.ROOT,
                "# %s: %,d readings%s, every %s, of %s",
                datastream,
                rows.size(),
                span,
                Duration.ofMillis(intervalMicros / 1_000),
                source);
    }

    private static Instant time(Row row) {
        return Instant.ofEpochMilli(row.timeMicros() / 1_000);
    }

    private static String code(TestParams test) {
        return QualityTests.list().stream()
                .filter(known -> known.slot() == test.slot())
                .findFirst()
                .orElseThrow()
                .info()
                .code();
    }

    private static String text(TestParams test) {
        if (test instanceof Spike.Params spike) {
            return "{ suspect: " + number(spike.suspect()) + ", fail: " + number(spike.fail()) + " }";
        }
        if (test instanceof RateOfChange.Params change) {
            return "{ suspect: " + number(change.suspect()) + ", fail: " + number(change.fail()) + ", per: "
                    + duration(change.per()) + " }";
        }
        FlatLine.Params flat = (FlatLine.Params) test;
        return "{ suspect: " + duration(flat.suspect()) + ", fail: " + duration(flat.fail()) + " }";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * PERCENT);
    }
}
