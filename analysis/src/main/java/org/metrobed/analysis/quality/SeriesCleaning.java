package org.metrobed.analysis.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;

/**
 * Cleans a collected series like the stream cleans arriving readings. Sentinels become missing values, rows are tested
 * in order of time, exact duplicates (value and flag) are dropped, and the first of two values at one time is kept. Immutable,
 * thread-safe.
 */
public final class SeriesCleaning {

    private final QualityConfig config;
    private final QualityRun run;
    private final Sentinels sentinels;

    /**
     * With these tests.
     *
     * @param scale how values differ
     */
    public SeriesCleaning(QualityConfig config, Scale scale, Sentinels sentinels) {
        this.config = config;
        this.run = new QualityRun(config, scale);
        this.sentinels = sentinels;
    }

    /**
     * A row as it was collected.
     *
     * @param value NaN if missing
     * @param flag the flag of its provider: SUSPECT, FAIL, or another for none
     */
    public record Row(long timeMicros, double value, QualityFlag flag) {

        /** A row without a flag of its provider. */
        public Row(long timeMicros, double value) {
            this(timeMicros, value, QualityFlag.GOOD);
        }
    }

    /**
     * A cleaned row.
     *
     * @param value NaN if missing or a sentinel
     * @param bits verdicts and marks
     * @param isDropped whether it is an exact duplicate of a row; it has no verdicts then
     */
    public record Cleaned(double value, Verdicts bits, boolean isDropped) {}

    /** Cleans rows in any order; the result has the order of the given rows. */
    public List<Cleaned> clean(List<Row> rows) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
        order.sort(Comparator.comparingLong(i -> rows.get(i).timeMicros()));
        Cleaned[] cleaned = new Cleaned[rows.size()];
        QualityState state = new QualityState();
        List<Integer> tested = new ArrayList<>();
        for (int i : order) {
            int previous = tested.isEmpty() ? -1 : tested.get(tested.size() - 1);
            Row row = rows.get(i);
            if (previous >= 0 && rows.get(previous).timeMicros() == row.timeMicros()) {
                cleaned[i] = duplicate(row, rows.get(previous));
                continue;
            }
            double value = sentinels.valueOf(row.value());
            Verdicts bits = run.accept(state, row.timeMicros(), value, ProviderFlag.mark(row.flag(), value));
            for (int back = 1; back <= Math.min(tested.size(), state.decidedRows()); back++) {
                int before = tested.get(tested.size() - back);
                Cleaned open = cleaned[before];
                cleaned[before] = new Cleaned(open.value(), state.decided(back, open.bits()), false);
            }
            cleaned[i] = new Cleaned(value, bits, false);
            tested.add(i);
        }
        return Arrays.asList(cleaned);
    }

    private Cleaned duplicate(Row row, Row first) {
        double value = sentinels.valueOf(row.value());
        long flag = ProviderFlag.mark(row.flag(), value);
        if (Double.compare(value, sentinels.valueOf(first.value())) == 0
                && flag == ProviderFlag.mark(first.flag(), value)) {
            return new Cleaned(value, Verdicts.of(TestBits.DUPLICATE), true);
        }
        Verdicts bits = run.testAlone(row.timeMicros(), value, TestBits.DUPLICATE | flag);
        if (config.find(DuplicateTimestamp.Params.class).isPresent() && Double.isFinite(value)) {
            bits = TestBits.with(bits, DuplicateTimestamp.TEST.slot(), QualityFlag.SUSPECT);
        }
        return new Cleaned(value, bits, false);
    }
}
