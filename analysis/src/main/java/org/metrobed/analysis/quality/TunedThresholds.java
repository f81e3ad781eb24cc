package org.metrobed.analysis.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.metrobed.analysis.quality.SeriesCleaning.Cleaned;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.params.TestParams;

/**
 * Thresholds of spikes, changes and flat lines that a series proposes for itself. Suspect is what about one reading in a
 * thousand exceeds; fail is half more than the largest. Immutable, thread-safe.
 *
 * @param spike of the spike test
 * @param change of the rate of change, per interval
 * @param flat of the flat line
 */
public record TunedThresholds(Spike.Params spike, RateOfChange.Params change, FlatLine.Params flat) {

    /** Fewer readings propose nothing. */
    public static final int LEAST_READINGS = 200;

    private static final double QUANTILE = 0.999;
    private static final double FAIL_OVER_LARGEST = 1.5;
    private static final double FAIL_OVER_SUSPECT = 2;
    private static final int LEAST_FLAT_INTERVALS = 6;
    private static final double MICROS = 1e6;
    /** Readings that are further apart than this many intervals are no neighbours. */
    private static final double GAP_INTERVALS = 1.5;

    /**
     * The proposal of a series.
     *
     * @param rows in the order of time, of different times; missing values are NaN
     * @param intervalMicros expected time between readings, microseconds
     * @return empty if there are fewer than {@link #LEAST_READINGS} values, or none of them changes
     */
    public static Optional<TunedThresholds> of(List<Row> rows, long intervalMicros, Scale scale) {
        List<Row> known =
                rows.stream().filter(row -> Double.isFinite(row.value())).toList();
        double[] changes = new double[known.size()];
        double[] spikes = new double[known.size()];
        double[] runs = new double[known.size()];
        int steps = 0;
        int peaks = 0;
        for (int i = 1; i < known.size(); i++) {
            double value = known.get(i).value();
            double before = scale.near(known.get(i - 1).value(), value);
            boolean next = areNeighbours(known, i, intervalMicros);
            runs[i] = next && before == value ? runs[i - 1] + 1 : 0;
            if (next) {
                changes[steps++] = Math.abs(value - before);
            }
            if (next && i + 1 < known.size() && areNeighbours(known, i + 1, intervalMicros)) {
                double after = scale.near(known.get(i + 1).value(), value);
                spikes[peaks++] = Math.abs(value - (before + after) / 2);
            }
        }
        double[] ofChange = Arrays.copyOf(changes, steps);
        double[] ofSpike = Arrays.copyOf(spikes, peaks);
        Arrays.sort(ofChange);
        Arrays.sort(ofSpike);
        Arrays.sort(runs);
        if (steps < LEAST_READINGS || peaks == 0 || ofChange[steps - 1] == 0 || ofSpike[peaks - 1] == 0) {
            return Optional.empty();
        }
        return Optional.of(new TunedThresholds(
                new Spike.Params(suspect(ofSpike), fail(ofSpike), Spike.Method.AVERAGE),
                new RateOfChange.Params(suspect(ofChange), fail(ofChange), intervalMicros / MICROS, false),
                flat(runs, intervalMicros)));
    }

    private static boolean areNeighbours(List<Row> rows, int later, long intervalMicros) {
        return rows.get(later).timeMicros() - rows.get(later - 1).timeMicros() <= GAP_INTERVALS * intervalMicros;
    }

    private static double quantile(double[] sorted) {
        return sorted[(int) (QUANTILE * (sorted.length - 1))];
    }

    /** What about one in a thousand exceeds; of a series that seldom changes the smallest change. */
    private static double suspect(double[] sorted) {
        double limit = quantile(sorted);
        return rounded(
                limit > 0
                        ? limit
                        : Arrays.stream(sorted)
                                .filter(one -> one > 0)
                                .findFirst()
                                .orElseThrow());
    }

    private static double fail(double[] sorted) {
        return rounded(Math.max(FAIL_OVER_SUSPECT * suspect(sorted), FAIL_OVER_LARGEST * sorted[sorted.length - 1]));
    }

    private static FlatLine.Params flat(double[] runs, long intervalMicros) {
        double usual = Math.max(LEAST_FLAT_INTERVALS, Math.ceil(quantile(runs)) + 1);
        double longest = Math.max(FAIL_OVER_SUSPECT * usual, Math.ceil(FAIL_OVER_LARGEST * runs[runs.length - 1]));
        double seconds = intervalMicros / MICROS;
        return FlatLine.Params.ofGap(usual * seconds, longest * seconds, Double.NaN, Double.POSITIVE_INFINITY)
                .at(intervalMicros);
    }

    /** Rounded up to two digits. */
    private static double rounded(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(2, RoundingMode.CEILING))
                .doubleValue();
    }

    /** The three as parameters of tests. */
    public List<TestParams> tests() {
        return List.of(spike, change, flat);
    }

    /**
     * The share of readings with a value that a test flags as suspect or fail, in [0, 1].
     *
     * @param rows in any order
     * @param intervalMicros expected time between readings, microseconds
     */
    public static double share(TestParams test, List<Row> rows, long intervalMicros, Scale scale) {
        QualityConfig config = QualityConfig.ofInterval(intervalMicros).with(test);
        List<Cleaned> kept = new SeriesCleaning(config, scale, Sentinels.NONE)
                .clean(rows).stream()
                        .filter(row -> !row.isDropped() && Double.isFinite(row.value()))
                        .toList();
        long flagged = kept.stream().filter(row -> isFlagged(row, test.slot())).count();
        return kept.isEmpty() ? 0 : flagged / (double) kept.size();
    }

    private static boolean isFlagged(Cleaned row, int slot) {
        QualityFlag flag = TestBits.verdict(row.bits(), slot);
        return flag == QualityFlag.SUSPECT || flag == QualityFlag.FAIL;
    }
}
