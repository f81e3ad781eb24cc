package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;

/** The final observations of a window, and their summary computed directly from all of them. */
record NaiveWindow(List<Observation> observations) {

    private static final double[] SHARES = {0, 0.05, 0.5, 0.9, 1};

    /** The values that must be equal to the last bit. */
    private record Exact(
            long count,
            double min,
            long minMicros,
            double max,
            long maxMicros,
            double first,
            long firstMicros,
            double last,
            long lastMicros) {}

    /** The windows of a size, by start. */
    static TreeMap<Long, NaiveWindow> ofSize(WindowLevel size, Collection<Observation> observations) {
        TreeMap<Long, NaiveWindow> windows = new TreeMap<>();
        for (Observation observation : observations) {
            long start = Math.floorDiv(observation.phenomenonMicros(), size.micros()) * size.micros();
            windows.computeIfAbsent(start, key -> new NaiveWindow(new ArrayList<>()))
                    .observations
                    .add(observation);
        }
        return windows;
    }

    /** Fails if the window differs. */
    void check(WindowRevision window, DatastreamSettings settings, String name) {
        Statistic statistic = settings.statistic();
        checkCourse(window.good(), settings.kind(), name);
        check(window.good(), QualityFlag.GOOD, statistic, name);
        check(window.suspect(), QualityFlag.SUSPECT, statistic, name);
        assertThat(List.of(window.notEvaluatedCount(), window.failCount(), window.missingCount()))
                .as(name)
                .isEqualTo(
                        List.of(count(QualityFlag.NOT_EVALUATED), count(QualityFlag.FAIL), count(QualityFlag.MISSING)));
    }

    private long count(QualityFlag flag) {
        return observations.stream().filter(row -> row.flag() == flag).count();
    }

    /** A course that is known is that of all good readings in order, and of missing ones that end a held value. */
    private void checkCourse(Summary summary, ReadingKind kind, String name) {
        SummaryAccumulator sum = new SummaryAccumulator();
        observations.stream()
                .sorted(Comparator.comparingLong(Observation::phenomenonMicros))
                .forEach(row -> {
                    if (row.flag() == QualityFlag.GOOD) {
                        sum.add(row.result(), row.phenomenonMicros(), kind);
                    } else if (row.flag() == QualityFlag.MISSING) {
                        sum.addMissing(row.phenomenonMicros(), kind);
                    }
                });
        Course course = sum.build().course();
        assertThat(summary.course().isKept()).as(name).isEqualTo(course.isKept());
        if (course.isKept() && summary.course().known()) {
            assertThat(summary.course().changes()).as(name).isEqualTo(course.changes());
            assertThat(summary.course().carried()).as(name).isCloseTo(course.carried(), within(1e-6));
            assertThat(summary.course().microsOfState()).as(name).isEqualTo(course.microsOfState());
            assertThat(summary.course().lost()).as(name).isEqualTo(course.lost());
        }
    }

    private void check(Summary summary, QualityFlag flag, Statistic statistic, String name) {
        List<Observation> rows = observations.stream()
                .filter(row -> row.flag() == flag)
                .sorted(Comparator.comparingLong(Observation::phenomenonMicros))
                .toList();
        if (rows.isEmpty()) {
            assertThat(summary.withCourse(Course.NONE)).as(name).isEqualTo(Summary.EMPTY);
            return;
        }
        assertThat(new Exact(
                        summary.count(),
                        summary.min(),
                        summary.minMicros(),
                        summary.max(),
                        summary.maxMicros(),
                        summary.first(),
                        summary.firstMicros(),
                        summary.last(),
                        summary.lastMicros()))
                .as(name)
                .isEqualTo(exact(rows));
        checkMoments(summary, rows, statistic, name);
        checkQuantiles(summary.quantiles(), rows, name);
    }

    private static Exact exact(List<Observation> rows) {
        Observation min = rows.get(0);
        Observation max = rows.get(0);
        Observation last = rows.get(rows.size() - 1);
        for (Observation row : rows) {
            min = row.result() < min.result() ? row : min;
            max = row.result() > max.result() ? row : max;
        }
        return new Exact(
                rows.size(),
                min.result(),
                min.phenomenonMicros(),
                max.result(),
                max.phenomenonMicros(),
                rows.get(0).result(),
                rows.get(0).phenomenonMicros(),
                last.result(),
                last.phenomenonMicros());
    }

    /** If readings cancel one another out, 1e-9 of nothing is nothing: then the tolerance is 1e-12 of the largest. */
    private static void checkMoments(Summary summary, List<Observation> rows, Statistic statistic, String name) {
        double sum = 0;
        double largest = 0;
        double cosines = 0;
        for (Observation row : rows) {
            sum += row.result();
            largest = Math.max(largest, Math.abs(row.result()));
            cosines += statistic == Statistic.DIRECTION ? Math.cos(Math.toRadians(row.result())) : 0;
        }
        double mean = sum / rows.size();
        double squares = 0;
        for (Observation row : rows) {
            squares += (row.result() - mean) * (row.result() - mean);
        }
        double deviation = Math.sqrt(squares / (rows.size() - 1));
        assertThat(summary.mean()).as(name).isCloseTo(mean, within(1e-9 * Math.abs(mean) + 1e-12 * largest));
        assertThat(summary.sum()).as(name).isCloseTo(sum, within(1e-9 * Math.abs(sum) + 1e-12 * largest));
        assertThat(summary.cosines()).as(name).isCloseTo(cosines, within(1e-9));
        if (rows.size() > 1) {
            assertThat(summary.standardDeviation())
                    .as(name)
                    .isCloseTo(deviation, within(1e-9 * deviation + 1e-12 * largest));
        }
    }

    private static void checkQuantiles(Quantiles quantiles, List<Observation> rows, String name) {
        double[] sorted =
                rows.stream().mapToDouble(Observation::result).sorted().toArray();
        Quantiles naive = Quantiles.EMPTY;
        for (double value : sorted) {
            naive = naive.merge(Quantiles.of(value));
        }
        assertThat(quantiles.bytes()).as(name).isEqualTo(naive.bytes());
        double error = sorted.length <= Quantiles.EXACT ? 0 : 1.000001 * Quantiles.RELATIVE_ERROR;
        for (double share : SHARES) {
            double rank = share * (sorted.length - 1);
            double low = sorted[(int) rank];
            double high = sorted[(int) Math.ceil(rank)];
            double part = rank - (int) rank;
            double bound = error * ((1 - part) * Math.abs(low) + part * Math.abs(high));
            assertThat(quantiles.at(share)).as(name).isCloseTo(low * (1 - part) + high * part, within(bound + 1e-12));
        }
    }
}
