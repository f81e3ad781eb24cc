package org.metrobed.analysis.anomaly;

import java.util.ArrayList;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark with its standard profile: of a labelled window the first alarm counts, the earlier the
 * more; a false alarm costs 0.11 at most, less shortly after a window; a missed window costs 1. Scaled so that no alarm at all is
 * 0 and the earliest alarm in each window without false ones is 100. Mutable, one thread.
 */
final class NabScore {

    private static final double FALSE_COST = 0.11;
    private static final double STEEPNESS = 5;
    private static final double FAR = 3;

    /**
     * The alarm scores of a file. Immutable.
     *
     * @param family the folder of the file
     * @param scores alarm scores of all rows
     * @param windows the first and the last row of each labelled window, in their order
     * @param probation rows that do not count
     */
    record Run(String family, List<Double> scores, List<int[]> windows, int probation) {
        Run {
            scores = List.copyOf(scores);
            windows = List.copyOf(windows);
        }
    }

    private double sum;
    private int windows;

    /** Adds a file at a threshold. */
    void add(Run run, double threshold) {
        windows += run.windows().size();
        List<Integer> alarms = new ArrayList<>();
        for (int row = run.probation(); row < run.scores().size(); row++) {
            if (run.scores().get(row) >= threshold) {
                alarms.add(row);
            }
        }
        for (int[] window : run.windows()) {
            sum += alarms.stream()
                    .filter(row -> row >= window[0] && row <= window[1])
                    .findFirst()
                    .map(row -> sigmoid(-(window[1] - row + 1.0) / (window[1] - window[0] + 1.0)) / sigmoid(-1))
                    .orElse(-1.0);
        }
        alarms.stream()
                .filter(row -> run.windows().stream().noneMatch(window -> row >= window[0] && row <= window[1]))
                .forEach(row -> sum += FALSE_COST * ofFalse(run, row));
    }

    private static double ofFalse(Run run, int row) {
        int[] before = null;
        for (int[] window : run.windows()) {
            before = window[1] < row ? window : before;
        }
        if (before == null) {
            return -1;
        }
        double place = (row - before[1]) / Math.max(1, before[1] - before[0] + 0.0);
        return place > FAR ? -1 : sigmoid(place);
    }

    /** From 1 long before the end of a window, over 0 at its end, to -1. */
    private static double sigmoid(double place) {
        return 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
    }

    /** The score; 100 is best. */
    double value() {
        return 100 * (sum + windows) / (2.0 * windows);
    }
}
