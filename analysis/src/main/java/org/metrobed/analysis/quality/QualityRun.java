package org.metrobed.analysis.quality;

import java.util.Objects;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.TimeGapLimits;

/**
 * Runs the tests of a configuration row by row, in the order of phenomenon time. A row gets all verdicts at once,
 * except the spike test's verdict, which the next row decides; the state then contains it. Immutable, thread-safe; all
 * mutable state is in the {@link QualityState} parameter.
 *
 * <p>A row without a value gets 9 from every test. The configuration may change between two rows: windows keep their
 * content, but the window of a test that no longer runs is dropped.
 */
public final class QualityRun {

    private final QualityConfig config;

    /** Runs the tests of this configuration. */
    public QualityRun(QualityConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Tests the next row, not before the last one in time for the windows to be right.
     *
     * @param value in the datastream's unit; NaN when missing; infinite fails the gross range and is missing elsewhere
     * @param marks of {@link TestBits}, kept beside the verdicts
     * @return the row's bits; those of the row before are in the state
     */
    public long accept(QualityState state, long timeMicros, double value, long marks) {
        double usable = Double.isFinite(value) ? value : Double.NaN;
        decide(state, timeMicros, usable);
        long bits = withNeighbours(state, timeMicros, usable, withoutHistory(timeMicros, value, marks));
        bits = withWindows(state, timeMicros, usable, bits);
        state.rows = Math.min(2, state.rows + 1);
        state.timeMicros = timeMicros;
        state.valueBefore = state.value;
        state.value = usable;
        state.bits = bits;
        return bits;
    }

    /**
     * Tests a row outside the order, late or repeated, by what needs no history; the other tests of the configuration say
     * not evaluated.
     */
    public long testAlone(long timeMicros, double value, long marks) {
        long bits = withoutHistory(timeMicros, value, marks);
        QualityFlag open = Double.isFinite(value) ? QualityFlag.NOT_EVALUATED : QualityFlag.MISSING;
        bits = with(bits, Spike.TEST, config.spike() == null ? null : open);
        bits = with(bits, RateOfChange.TEST, config.rateOfChange() == null ? null : open);
        bits = with(bits, FlatLine.TEST, config.flatLine() == null ? null : open);
        bits = with(bits, AttenuatedSignal.TEST, config.attenuatedSignal() == null ? null : open);
        bits = with(bits, TimeGap.TEST, config.timeGap() == null ? null : open);
        return with(bits, DuplicateTimestamp.TEST, config.duplicateTimestamp() ? open : null);
    }

    /** Whether the row after the newest one may still change its bits. */
    public boolean awaitsNext(QualityState state) {
        TimeGapLimits gap = config.timeGap();
        boolean open = config.spike() != null || (gap != null && gap.firstInherits() && state.rows == 1);
        return open && !Double.isNaN(state.value);
    }

    private void decide(QualityState state, long timeMicros, double value) {
        long bits = state.bits;
        boolean present = state.rows > 0 && !Double.isNaN(state.value);
        if (present && config.spike() != null) {
            bits = with(bits, Spike.TEST, Spike.TEST.verdict(state.valueBefore, state.value, value, config.spike()));
        }
        TimeGapLimits gap = config.timeGap();
        if (present && state.rows == 1 && gap != null && gap.firstInherits()) {
            bits = with(bits, TimeGap.TEST, TimeGap.TEST.verdict(timeMicros - state.timeMicros, gap));
        }
        state.bitsBefore = state.bits;
        state.decidedBits = bits;
    }

    private long withoutHistory(long timeMicros, double value, long marks) {
        long bits = marks;
        if (config.grossRange() != null) {
            bits = with(bits, GrossRange.TEST, GrossRange.TEST.verdict(value, config.grossRange()));
        }
        if (config.climatology() != null) {
            QualityFlag verdict = Climatology.TEST.verdict(timeMicros, value, Double.NaN, config.climatology());
            bits = with(bits, Climatology.TEST, verdict);
        }
        return bits;
    }

    private long withNeighbours(QualityState state, long timeMicros, double value, long before) {
        long bits = before;
        boolean missing = Double.isNaN(value);
        boolean first = state.rows == 0;
        long step = first ? 0 : timeMicros - state.timeMicros;
        if (config.spike() != null) {
            bits = with(bits, Spike.TEST, missing ? QualityFlag.MISSING : QualityFlag.NOT_EVALUATED);
        }
        if (config.rateOfChange() != null) {
            QualityFlag verdict = RateOfChange.TEST.verdict(step, state.value, value, config.rateOfChange());
            bits = with(bits, RateOfChange.TEST, verdict);
        }
        if (config.timeGap() != null) {
            QualityFlag verdict = TimeGap.TEST.verdict(step, config.timeGap());
            bits = with(bits, TimeGap.TEST, missing ? QualityFlag.MISSING : verdict);
        }
        if (config.duplicateTimestamp()) {
            QualityFlag verdict = DuplicateTimestamp.TEST.verdict(!first && step == 0);
            bits = with(bits, DuplicateTimestamp.TEST, missing ? QualityFlag.MISSING : verdict);
        }
        return bits;
    }

    private long withWindows(QualityState state, long timeMicros, double value, long before) {
        long bits = before;
        if (config.flatLine() == null) {
            state.flatLine = null;
        } else {
            state.flatLine = state.flatLine == null ? new FlatLineState() : state.flatLine;
            QualityFlag verdict =
                    FlatLine.TEST.accept(state.flatLine, timeMicros, value, config.flatLine(), config.intervalMicros());
            bits = with(bits, FlatLine.TEST, verdict);
        }
        if (config.attenuatedSignal() == null) {
            state.attenuatedSignal = null;
        } else {
            state.attenuatedSignal =
                    state.attenuatedSignal == null ? new AttenuatedSignalState() : state.attenuatedSignal;
            QualityFlag verdict =
                    AttenuatedSignal.TEST.accept(state.attenuatedSignal, timeMicros, value, config.attenuatedSignal());
            bits = with(bits, AttenuatedSignal.TEST, verdict);
        }
        return bits;
    }

    private static long with(long bits, QualityTest test, QualityFlag verdict) {
        return verdict == null ? bits : TestBits.with(bits, test.slot(), verdict);
    }
}
