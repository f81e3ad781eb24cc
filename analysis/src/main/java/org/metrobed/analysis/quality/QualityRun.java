package org.metrobed.analysis.quality;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.params.TestParams;

/**
 * Runs the tests of a configuration row by row, in order of phenomenon time and, for each row, in order of their slots.
 * A returned row has all verdicts except those that its successor decides: the next call puts these into the state.
 * Immutable, thread-safe; all state is in the {@link QualityState} that is passed in. Creates no object for a row with
 * the verdicts of the row before.
 *
 * <p>A row without a value gets 9 from every test. The configuration may change between two rows: a test keeps its
 * state, and the state of a test that does not run any more is dropped.
 */
public final class QualityRun {

    private final long intervalMicros;
    private final Scale scale;
    private final QualityTest<Object, Object>[] tests;
    private final Object[] params;
    /** Places of the tests that say something about the row before. */
    private final int[] deciders;
    /** By place: whether the test remembers something. */
    private final boolean[] remembers;
    /** By slot: whether the test runs. */
    private final boolean[] runs = new boolean[TestBits.SLOTS];

    /**
     * Runs the tests of this configuration.
     *
     * @param scale how values differ
     * @throws IllegalArgumentException if it has parameters of a test that is not registered
     */
    public QualityRun(QualityConfig config, Scale scale) {
        this(config, scale, QualityTests.REGISTERED);
    }

    /** Runs the tests of this configuration, which are in this registry. */
    @SuppressWarnings("unchecked") // the parameters in a slot are those of the test in the slot
    QualityRun(QualityConfig config, Scale scale, QualityTests registry) {
        this.scale = Objects.requireNonNull(scale, "scale");
        List<TestParams> stated = Objects.requireNonNull(config, "config").tests();
        intervalMicros = config.intervalMicros();
        tests = (QualityTest<Object, Object>[]) new QualityTest<?, ?>[stated.size()];
        params = new Object[stated.size()];
        remembers = new boolean[stated.size()];
        for (int i = 0; i < tests.length; i++) {
            QualityTest<?, ?> test = registry.at(stated.get(i).slot());
            if (test == null || !test.params().type().isInstance(stated.get(i))) {
                throw new IllegalArgumentException("no test reads " + stated.get(i));
            }
            tests[i] = (QualityTest<Object, Object>) test;
            params[i] = stated.get(i);
            runs[test.slot()] = true;
            remembers[i] = test.newState() != null;
        }
        deciders = IntStream.range(0, tests.length)
                .filter(i -> tests[i].decidesBefore(params[i]))
                .toArray();
    }

    /**
     * Tests the next row. Its time must not be before the last row's, or the windows are wrong.
     *
     * @param value in the datastream's unit; NaN if missing; an infinite value fails the gross range, is outside of
     *     what is usual, and is missing elsewhere
     * @param marks of {@link TestBits}, kept with the verdicts
     * @return the row's bits; those of the row before are in the state
     */
    public Verdicts accept(QualityState state, long timeMicros, double value, long marks) {
        Row row = state.row;
        fill(row, timeMicros, value);
        row.first = state.rows == 0;
        row.second = state.rows == 1;
        row.stepMicros = row.first ? 0 : timeMicros - state.timeMicros;
        row.before = finite(state.value);
        row.afterInfinite = Double.isInfinite(state.value);
        row.twoBefore = state.valueBefore;
        decideBefore(state, row);
        state.keep(this, runs);
        row.begin(marks, 0);
        for (int i = 0; i < tests.length; i++) {
            QualityTest<Object, Object> test = tests[i];
            Object memory = remembers[i] ? state.of(test) : null;
            set(row, test, test.accept(params[i], memory, row));
        }
        state.rows = Math.min(2, state.rows + 1);
        state.timeMicros = timeMicros;
        state.valueBefore = finite(state.value);
        state.value = row.reported;
        state.bits = row.verdicts(state.bits);
        return state.bits;
    }

    /**
     * Tests a row outside the order, late or duplicate, with the tests that need no history; the other tests of the
     * configuration give not evaluated.
     */
    public Verdicts testAlone(long timeMicros, double value, long marks) {
        Row row = new Row();
        fill(row, timeMicros, value);
        row.begin(marks, 0);
        for (int i = 0; i < tests.length; i++) {
            QualityTest<Object, Object> test = tests[i];
            QualityFlag verdict =
                    test.phase() == Phase.ALONE ? test.accept(params[i], null, row) : QualityTest.outOfOrder(row);
            set(row, test, verdict);
        }
        return row.verdicts(Verdicts.NONE);
    }

    private static void set(Row row, QualityTest<?, ?> test, QualityFlag verdict) {
        if (verdict != null) {
            TestBits.set(row.bits, test.slot(), verdict);
        }
    }

    /** Whether a test may change the verdicts of a row by the next one. */
    public boolean decidesBefore() {
        return deciders.length > 0;
    }

    /** How many of the newest rows wait for a verdict that a later row may bring; their bits may still change. */
    public int open(QualityState state) {
        if (!Double.isFinite(state.value)) {
            return 0;
        }
        int open = 0;
        for (int i : deciders) {
            QualityFlag verdict = TestBits.verdict(state.bits, tests[i].slot());
            open = Math.max(
                    open, tests[i].open(params[i], remembers[i] ? state.of(tests[i]) : null, state.rows, verdict));
        }
        return open;
    }

    private void fill(Row row, long timeMicros, double value) {
        row.timeMicros = timeMicros;
        row.reported = value;
        row.value = finite(value);
        row.scale = scale;
        row.intervalMicros = intervalMicros;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private void decideBefore(QualityState state, Row row) {
        row.begin(state.bits.word0(), state.bits.word1());
        row.decidedTo = 0;
        row.decidedFrom = 0;
        if (!row.first && !Double.isNaN(row.before)) {
            for (int i : deciders) {
                QualityFlag verdict = tests[i].decideBefore(params[i], remembers[i] ? state.of(tests[i]) : null, row);
                if (verdict != null) {
                    TestBits.set(row.bits, tests[i].slot(), verdict);
                }
                if (row.decidedTo > 0) {
                    row.decidedSlot = tests[i].slot();
                }
            }
        }
        state.bitsBefore = state.bits;
        state.decidedBits = row.verdicts(state.decidedBits);
    }
}
