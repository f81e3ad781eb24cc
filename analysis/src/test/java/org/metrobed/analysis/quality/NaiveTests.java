package org.metrobed.analysis.quality;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.params.TestParams;

/**
 * The tests exactly as they are defined, over a whole series at once, without regard to cost. The streaming tests must
 * give the same results.
 */
final class NaiveTests {

    private final long[] times;
    private final double[] values;

    NaiveTests(long[] times, double[] values) {
        this.times = times;
        this.values = values;
    }

    int[] grossRange(double failLow, double failHigh, double suspectLow, double suspectHigh) {
        int[] flags = each(i -> values[i] < failLow || values[i] > failHigh
                ? 4
                : values[i] < suspectLow || values[i] > suspectHigh ? 3 : 1);
        for (int i = 0; i < flags.length; i++) {
            flags[i] = Double.isInfinite(values[i]) ? 4 : flags[i];
        }
        return flags;
    }

    int[] spike(Spike.Params limits) {
        return each(i -> {
            if (i == 0 || i == values.length - 1 || missing(i - 1) || missing(i + 1)) {
                return 2;
            }
            double a = values[i - 1];
            double b = values[i + 1];
            double x = values[i];
            double opposite = (x - a) * (b - x) < 0 ? Math.min(Math.abs(x - a), Math.abs(b - x)) : 0;
            double size = limits.method() == Spike.Method.AVERAGE ? Math.abs(x - (a + b) / 2) : opposite;
            return limits.fail() != 0 && size > limits.fail()
                    ? 4
                    : limits.suspect() != 0 && size > limits.suspect() ? 3 : 1;
        });
    }

    int[] rateOfChange(RateOfChange.Params limits) {
        return each(i -> {
            if (i == 0 || missing(i - 1)) {
                return 1;
            }
            double seconds = Math.floor((times[i] - times[i - 1]) / 1e6);
            double rate = Math.abs(values[i] - values[i - 1]) / (seconds == 0 ? 1 : Math.abs(seconds));
            return rate > limits.failPerSecond() ? 4 : rate > limits.suspectPerSecond() ? 3 : 1;
        });
    }

    int[] flatLine(FlatLine.Params limits, long intervalMicros) {
        int suspect = (int) (limits.suspect() / (intervalMicros / 1e6));
        int fail = (int) (limits.fail() / (intervalMicros / 1e6));
        return each(i -> isFlat(i, fail, limits.tolerance()) ? 4 : isFlat(i, suspect, limits.tolerance()) ? 3 : 1);
    }

    int[] attenuatedSignal(AttenuatedSignal.Params limits) {
        return each(i -> {
            List<Double> window = new ArrayList<>();
            boolean hole = false;
            for (int j = i; j >= 0 && times[j] > times[i] - limits.overMicros(); j--) {
                hole |= missing(j);
                if (!missing(j)) {
                    window.add(values[j]);
                }
            }
            boolean range = limits.check() == AttenuatedSignal.Check.RANGE;
            if (window.size() < limits.atLeast() || (range && hole)) {
                return 2;
            }
            double spread = range ? range(window) : deviation(window);
            return spread < limits.fail() ? 4 : spread < limits.suspect() ? 3 : 1;
        });
    }

    /** Members whose only season is an hour of UTC. */
    int[] climatology(Climatology.Params limits) {
        int[] flags = each(i -> climatology(i, limits));
        for (int i = 0; i < flags.length; i++) {
            if (Double.isInfinite(values[i])) {
                flags[i] = climatology(i, limits) == 2 ? 9 : climatology(i, limits);
            }
        }
        return flags;
    }

    private int climatology(int i, Climatology.Params limits) {
        long hour = Math.floorMod(Math.floorDiv(times[i], 3_600_000_000L), 24);
        int flag = 2;
        for (Climatology.Member member : limits.members()) {
            var hours = member.seasons().get(0).span();
            if (hour >= hours.low() && hour <= hours.high()) {
                boolean usual = values[i] >= member.suspect().low()
                        && values[i] <= member.suspect().high();
                boolean possible = values[i] >= member.fail().low()
                        && values[i] <= member.fail().high();
                flag = !possible ? 4 : usual ? 1 : 3;
            }
        }
        return flag;
    }

    int[] timeGap(long failMicros) {
        int[] flags = each(i -> i > 0 && times[i] - times[i - 1] > failMicros ? 4 : 1);
        if (flags.length > 1 && !missing(0)) {
            flags[0] = times[1] - times[0] > failMicros ? 4 : 1;
        }
        return flags;
    }

    int[] duplicateTimestamp() {
        return each(i -> i > 0 && times[i] == times[i - 1] ? 3 : 1);
    }

    /** All tests of a configuration, and the overall flag as the last one. */
    List<int[]> all(QualityConfig config) {
        var gross = get(config, GrossRange.Params.class);
        List<int[]> flags = new ArrayList<>(List.of(
                grossRange(
                        gross.fail().low(),
                        gross.fail().high(),
                        gross.suspect().low(),
                        gross.suspect().high()),
                spike(get(config, Spike.Params.class)),
                rateOfChange(get(config, RateOfChange.Params.class)),
                flatLine(get(config, FlatLine.Params.class), config.intervalMicros()),
                attenuatedSignal(get(config, AttenuatedSignal.Params.class)),
                climatology(get(config, Climatology.Params.class)),
                timeGap((long) (get(config, TimeGap.Params.class).fail() * 1e6)),
                duplicateTimestamp()));
        int[] overall = new int[values.length];
        for (int i = 0; i < overall.length; i++) {
            String rank = "92134";
            int worst = 0;
            for (int[] test : flags) {
                worst = Math.max(worst, rank.indexOf('0' + test[i]));
            }
            overall[i] = rank.charAt(worst) - '0';
        }
        flags.add(overall);
        return flags;
    }

    private static <P extends TestParams> P get(QualityConfig config, Class<P> type) {
        return config.find(type).orElseThrow();
    }

    private boolean isFlat(int row, int count, double tolerance) {
        if (row < count) {
            return false;
        }
        List<Double> window = new ArrayList<>();
        for (int j = row - count; j <= row; j++) {
            if (!missing(j)) {
                window.add(values[j]);
            }
        }
        return range(window) < tolerance;
    }

    private boolean missing(int row) {
        return !Double.isFinite(values[row]);
    }

    private static double range(List<Double> window) {
        double max = window.stream().mapToDouble(x -> x).max().orElseThrow();
        return max - window.stream().mapToDouble(x -> x).min().orElseThrow();
    }

    private static double deviation(List<Double> window) {
        double mean = window.stream().mapToDouble(x -> x).average().orElseThrow();
        double squares =
                window.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / window.size());
    }

    private interface Rule {
        int of(int row);
    }

    private int[] each(Rule rule) {
        int[] flags = new int[values.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = missing(i) ? 9 : rule.of(i);
        }
        return flags;
    }
}
