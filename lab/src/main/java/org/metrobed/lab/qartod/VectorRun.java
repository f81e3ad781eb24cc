package org.metrobed.lab.qartod;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.metrobed.analysis.quality.AttenuatedSignal;
import org.metrobed.analysis.quality.DataReception;
import org.metrobed.analysis.quality.FlagAggregation;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.config.ConfigException;
import org.metrobed.launcher.files.IoosNames;
import org.metrobed.launcher.files.TestFields;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;

/**
 * Runs a case through the tests of the stream, row by row; the flag of a row is that of its last revision. Reports if
 * the reference needs the whole series. Static functions only.
 */
final class VectorRun {

    private static final int FEWEST_FLAT_ROWS = 3;
    private static final long SECOND_MICROS = 1_000_000;

    private VectorRun() {}

    /**
     * The flags of a case.
     *
     * @param collected the parts that were computed from the collected series; empty if none
     */
    record Answer(List<Integer> flags, String collected) {}

    /** @throws ConfigException that names the case and the field that cannot be used */
    static Answer run(VectorCase vector) {
        return switch (vector.test()) {
            case "qartod_compare" -> new Answer(aggregate(vector), "");
            case "data_reception_test" -> new Answer(reception(vector), "");
            case "flat_line_test" ->
                vector.size() < FEWEST_FLAT_ROWS
                        ? new Answer(Collections.nCopies(vector.size(), QualityFlag.GOOD.code()), "fewer than 3 rows")
                        : flatLine(vector);
            case "attenuated_signal_test" ->
                vector.params().number("test_period", 0) == 0
                        ? new Answer(wholeSeries(vector), "one window over the whole series")
                        : attenuatedSignal(vector);
            default -> new Answer(rowByRow(vector, SECOND_MICROS), "");
        };
    }

    private static Answer flatLine(VectorCase vector) {
        TestFields given = vector.stream();
        return given.has("median_interval_s")
                ? new Answer(rowByRow(vector, Math.round(given.number("median_interval_s") * SECOND_MICROS)), "")
                : new Answer(rowByRow(vector, medianInterval(vector)), "median interval");
    }

    private static Answer attenuatedSignal(VectorCase vector) {
        TestFields params = vector.params();
        TestFields given = vector.stream();
        if (params.has("min_obs") || !params.has("min_period")) {
            return new Answer(rowByRow(vector, SECOND_MICROS), "");
        }
        if (given.has("min_obs")) {
            QualityConfig config = QualityConfig.ofInterval(1)
                    .with(IoosNames.attenuatedSignal(
                            params, params.number("test_period"), (int) given.number("min_obs")));
            return new Answer(rowByRow(vector, config), "");
        }
        if (given.has("median_interval_s")) {
            return new Answer(rowByRow(vector, Math.round(given.number("median_interval_s") * SECOND_MICROS)), "");
        }
        return new Answer(rowByRow(vector, medianInterval(vector)), "median interval");
    }

    private static List<Integer> rowByRow(VectorCase vector, long intervalMicros) {
        QualityConfig config = IoosNames.add(QualityConfig.ofInterval(intervalMicros), vector.test(), vector.params());
        if (config == null) {
            throw new ConfigException(List.of(vector.id() + ": test " + vector.test() + " is unknown"));
        }
        return rowByRow(vector, config);
    }

    private static List<Integer> rowByRow(VectorCase vector, QualityConfig config) {
        QualityRun run = new QualityRun(config, Scale.LINE);
        QualityState state = new QualityState();
        List<Long> times = vector.times();
        List<Double> values = vector.values();
        List<Integer> flags = new ArrayList<>();
        for (int row = 0; row < vector.size(); row++) {
            Verdicts bits = run.accept(state, times.get(row), values.get(row), TestBits.NONE);
            if (state.hasDecidedFlag()) {
                flags.set(row - 1, TestBits.overall(state.decidedBits()).code());
            }
            flags.add(TestBits.overall(bits).code());
        }
        return flags;
    }

    private static List<Integer> wholeSeries(VectorCase vector) {
        List<Double> values = vector.values();
        QualityFlag verdict =
                AttenuatedSignal.TEST.verdictOnSeries(values, IoosNames.attenuatedSignal(vector.params(), 1, 1));
        return values.stream()
                .map(value -> Double.isFinite(value) ? verdict.code() : QualityFlag.MISSING.code())
                .toList();
    }

    private static List<Integer> aggregate(VectorCase vector) {
        List<List<Integer>> vectors = vector.vectors();
        List<Integer> flags = new ArrayList<>();
        for (int row = 0; row < vectors.get(0).size(); row++) {
            List<QualityFlag> met = new ArrayList<>();
            for (List<Integer> test : vectors) {
                QualityFlag.find(test.get(row)).ifPresent(met::add); // the reference ignores other codes
            }
            flags.add(FlagAggregation.of(met).code());
        }
        return flags;
    }

    private static List<Integer> reception(VectorCase vector) {
        long reference = Math.round(vector.params().number("from_time_ms")) * 1_000;
        double failSeconds = IoosNames.wholeSeconds(vector.params().number("fail_span", 6));
        return vector.times().stream()
                .map(time ->
                        DataReception.TEST.verdict(time, reference, failSeconds).code())
                .toList();
    }

    private static long medianInterval(VectorCase vector) {
        List<Long> times = vector.times();
        long[] steps = LongStream.range(1, times.size())
                .map(i -> times.get((int) i) - times.get((int) i - 1))
                .sorted()
                .toArray();
        int half = steps.length / 2;
        if (steps.length == 0) {
            return Long.MAX_VALUE; // as in the reference: no number of rows is asked for
        }
        long median = steps.length % 2 == 1 ? steps[half] : (steps[half - 1] + steps[half]) / 2;
        long seconds = Math.floorDiv(median, SECOND_MICROS);
        if (seconds < 1) {
            throw new ConfigException(List.of(vector.id() + ": times_ms are less than a second apart"));
        }
        return seconds * SECOND_MICROS;
    }
}
