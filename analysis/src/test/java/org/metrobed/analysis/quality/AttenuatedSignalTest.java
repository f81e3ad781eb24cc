package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.AttenuatedSignal.Check;
import org.metrobed.model.QualityFlag;

class AttenuatedSignalTest {

    private static final long MINUTE = 60_000_000;
    private static final double NONE = Double.NaN;

    @Test
    void smallSpreadIsSuspectAndSmallerOneFails() {
        assertThat(flags(limits(Check.STD, 1), 4, 4, 4, 7, 10)).containsExactly(4, 4, 4, 3, 1);
        assertThat(flags(limits(Check.RANGE, 1), 4, 4, 4, 5, 10)).containsExactly(4, 4, 4, 3, 1);
    }

    @Test
    void thresholdItselfPasses() {
        AttenuatedSignal.Params std = new AttenuatedSignal.Params(2, 2, 120, 1, Check.STD, 100);
        assertThat(flags(std, 2, 6, 2, 6)).containsExactly(4, 1, 1, 1);
        AttenuatedSignal.Params range = new AttenuatedSignal.Params(4, 4, 120, 1, Check.RANGE, 100);
        assertThat(flags(range, 2, 6, 2, 6)).containsExactly(4, 1, 1, 1);
    }

    @Test
    void windowExcludesItsBegin() {
        assertThat(flags(limits(Check.RANGE, 1), 10, 4, 4, 4)).containsExactly(4, 1, 1, 4);
        assertThat(flags(limits(Check.STD, 1), 10, 4, 4, 4)).containsExactly(4, 1, 1, 4);
    }

    @Test
    void tooFewValuesGiveNoVerdict() {
        assertThat(flags(limits(Check.STD, 2), 4, 4, NONE, 4)).containsExactly(2, 4, 9, 4);
        assertThat(flags(limits(Check.RANGE, 3), 4, 4, 4, 4)).containsExactly(2, 2, 4, 4);
    }

    @Test
    void missingValueInsideLeavesTheRangeOpen() {
        assertThat(flags(limits(Check.RANGE, 1), 4, NONE, 4, 4, 4)).containsExactly(4, 9, 2, 2, 4);
        assertThat(flags(limits(Check.STD, 1), 4, Double.POSITIVE_INFINITY, 4, 9, 9))
                .containsExactly(4, 9, 4, 1, 1);
    }

    @Test
    void constantHasNoSpreadWhateverItsDigits() {
        AttenuatedSignal.Params limits = new AttenuatedSignal.Params(1e-200, 1e-200, 600, 1, Check.STD, 100);
        assertThat(flags(limits, 7.1, 7.1, 7.1, 7.1)).containsOnly(4);
    }

    @Test
    void anOutlierLeavesNoTraceWhenItHasLeftTheWindow() {
        AttenuatedSignal.Params limits = new AttenuatedSignal.Params(2, 0.5, 180, 1, Check.STD, 100);
        assertThat(flags(limits, 4, 1e300, 4, 4, 4, 5, 4)).containsExactly(4, 1, 1, 1, 4, 4, 4);
        assertThat(flags(limits, 4, 1e25, 7, 9, 8, 8, 9)).containsExactly(4, 1, 1, 1, 3, 4, 4);
    }

    @Test
    void fullerWindowIsJudgedByItsNewestRows() {
        AttenuatedSignal.Params std = new AttenuatedSignal.Params(2, 0.5, 600, 1, Check.STD, 3);
        assertThat(flags(std, 90, 4, 4, 4)).containsExactly(4, 1, 1, 4);
        AttenuatedSignal.Params range = new AttenuatedSignal.Params(2, 0.5, 600, 1, Check.RANGE, 3);
        assertThat(flags(range, 9, 8, 7, 6, 5, 4)).containsExactly(4, 3, 1, 1, 1, 1);
    }

    @Test
    void wholeSeriesIsOneWindowWithoutItsMissingValues() {
        AttenuatedSignal.Params range = new AttenuatedSignal.Params(3, 1, 1, 1, Check.RANGE, 1);
        List<Double> values = new ArrayList<>(List.of(5.0, 5.0, 7.0, NONE));
        assertThat(AttenuatedSignal.TEST.verdictOnSeries(values, range)).isEqualTo(QualityFlag.SUSPECT);
        assertThat(AttenuatedSignal.TEST.verdictOnSeries(List.of(NONE), range)).isEqualTo(QualityFlag.MISSING);
    }

    @Test
    void limitsThatCannotBeMetAreRefused() {
        assertThatThrownBy(() -> new AttenuatedSignal.Params(2, 1, 0, 1, Check.STD, 10))
                .hasMessageContaining("period is 0.0 s");
        assertThatThrownBy(() -> new AttenuatedSignal.Params(2, 1, 60, 11, Check.STD, 10))
                .hasMessageContaining("at least 11 rows");
    }

    private static AttenuatedSignal.Params limits(Check check, int minObservations) {
        return new AttenuatedSignal.Params(2, 0.5, 180, minObservations, check, 1_000);
    }

    private static List<Integer> flags(AttenuatedSignal.Params limits, double... values) {
        AttenuatedSignalState state = new AttenuatedSignalState();
        List<Integer> flags = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            flags.add(AttenuatedSignal.TEST
                    .accept(state, row * MINUTE, values[row], limits)
                    .code());
        }
        return flags;
    }
}
