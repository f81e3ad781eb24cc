package org.metrobed.lab.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.metrobed.lab.path.PathResult;

/**
 * The samples of a soak and what follows from them. The first third of the time is warm-up: caches, code and state fill. The middle third
 * is compared with the last. Immutable.
 *
 * @param samples in order of time, at least {@link #LEAST}
 * @param result what was published and stored
 * @param strays dead letters and conflicts
 * @param alerts number of alerts
 */
record SoakFigures(List<SoakSample> samples, PathResult result, long strays, long alerts) {

    /** Memory may grow by so much from the middle third to the last, of one. */
    private static final double GROWTH = 0.05;

    /** The least number of samples: one in each third. */
    static final int LEAST = 3;

    SoakFigures {
        samples = List.copyOf(samples);
        if (samples.size() < LEAST) {
            throw new IllegalArgumentException("a soak needs at least " + LEAST + " samples, has " + samples.size());
        }
    }

    /** What does not hold, a sentence each; empty if everything does. */
    List<String> listFaults() {
        List<String> faults = new ArrayList<>();
        if (!result.complete()) {
            faults.add(String.format(
                    Locale.ROOT,
                    "%,d rows of %,d readings.",
                    result.committed(),
                    result.sent().readings()));
        }
        if (strays > 0) {
            faults.add(strays + " dead letters and conflicts.");
        }
        if (alerts == 0) {
            faults.add("No rule fired.");
        }
        long restarts = newest().told().restarts();
        if (restarts != 0) {
            faults.add(
                    restarts < 0
                            ? "The API does not say how often the job restarted."
                            : "The job restarted " + restarts + " times.");
        }
        samples.stream()
                .filter(sample -> !sample.told().health().equals("up"))
                .forEach(sample -> faults.add("After " + sample.seconds() + " s the health was: "
                        + sample.told().health() + "."));
        checkGrowth("resident memory", sample -> sample.process().memory().sum(), faults);
        checkGrowth("heap after a collection", sample -> sample.process().liveHeap(), faults);
        checkGrowth("number of threads", sample -> sample.process().threads(), faults);
        checkGrowth("number of open files", sample -> sample.process().descriptors(), faults);
        checkBytes("An observation", perReading(sample -> sample.disk().observations()), Sizing.OBSERVATION, faults);
        checkBytes("A window", perWindow(), Sizing.WINDOW, faults);
        checkBytes(
                "A reading in the raw log", perReading(sample -> sample.disk().raw()), Sizing.RAW, faults);
        return faults;
    }

    /** The last sample. */
    SoakSample newest() {
        return samples.get(samples.size() - 1);
    }

    /** Growth of a quantity a reading, from the end of the first third. */
    double perReading(ToDoubleFunction<SoakSample> quantity) {
        SoakSample first = samples.get(samples.size() / 3);
        return (quantity.applyAsDouble(newest()) - quantity.applyAsDouble(first))
                / (newest().rows().readings() - first.rows().readings());
    }

    /** Growth of the table of windows a window, from the end of the first third; NaN if there was none. */
    double perWindow() {
        SoakSample first = samples.get(samples.size() / 3);
        return (double) (newest().disk().windows() - first.disk().windows())
                / (newest().rows().windows() - first.rows().windows());
    }

    /** The median of a quantity in the middle third. */
    double middle(ToDoubleFunction<SoakSample> quantity) {
        return median(samples.subList(samples.size() / 3, samples.size() * 2 / 3), quantity);
    }

    /** The median of a quantity in the last third. */
    double last(ToDoubleFunction<SoakSample> quantity) {
        return median(samples.subList(samples.size() * 2 / 3, samples.size()), quantity);
    }

    private static double median(List<SoakSample> some, ToDoubleFunction<SoakSample> quantity) {
        return some.stream()
                .mapToDouble(quantity)
                .sorted()
                .skip(some.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private void checkGrowth(String what, ToDoubleFunction<SoakSample> quantity, List<String> faults) {
        double growth = last(quantity) / middle(quantity) - 1;
        if (growth > GROWTH) {
            faults.add(String.format(
                    Locale.ROOT, "The %s grew by %.0f %% from the middle third to the last.", what, growth * 100));
        }
    }

    private static void checkBytes(String what, double measured, int documented, List<String> faults) {
        if (measured > documented * (1 + GROWTH)) {
            faults.add(String.format(
                    Locale.ROOT, "%s takes %.1f bytes; docs/SIZING.md says %d.", what, measured, documented));
        }
    }
}
