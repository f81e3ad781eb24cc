package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.limits.Span;

class FlatLineTest {

    private static final long MINUTE = 60_000_000;
    private static final double NONE = Double.NaN;
    private static final FlatLine.Params REFERENCE = FlatLine.Params.ofReference(180, 300, 0.5);
    private static final FlatLine.Params OURS = ours(180);

    @Test
    void unchangedForTheThresholdIsSuspectAndThenFails() {
        assertThat(flags(REFERENCE, 7, 7, 7, 7, 7, 7, 7)).containsExactly(1, 1, 1, 3, 3, 4, 4);
    }

    @Test
    void changeBelowTheToleranceIsNoneAndOfTheToleranceIsOne() {
        assertThat(flags(REFERENCE, 7, 7.25, 7, 7.25)).containsExactly(1, 1, 1, 3);
        assertThat(flags(REFERENCE, 7, 7.5, 7, 7.5)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void driftIsNotFlatThoughEachStepIsSmall() {
        assertThat(flags(REFERENCE, 1, 1.2, 1.4, 1.6, 1.8, 2)).containsOnly(1);
    }

    @Test
    void missingRowsCountInTheWindow() {
        assertThat(flags(REFERENCE, 7, 7, NONE, 7, 7)).containsExactly(1, 1, 9, 3, 3);
        assertThat(flags(REFERENCE, 7, 7, Double.POSITIVE_INFINITY, 7)).containsExactly(1, 1, 9, 3);
    }

    @Test
    void oneValueAloneIsFlatForTheReferenceButNotForUs() {
        assertThat(flags(REFERENCE, NONE, NONE, NONE, NONE, 7, 7)).containsExactly(9, 9, 9, 9, 3, 4);
        assertThat(flags(OURS, NONE, NONE, NONE, NONE, 7, 7)).containsExactly(9, 9, 9, 9, 1, 4);
    }

    @Test
    void gapBeginsAnewForUs() {
        assertThat(flagsAt(REFERENCE, List.of(0, 1, 2, 60, 61), 7)).containsExactly(1, 1, 1, 3, 3);
        assertThat(flagsAt(OURS, List.of(0, 1, 2, 60, 61, 62, 63), 7)).containsExactly(1, 1, 1, 1, 1, 1, 3);
        assertThat(flagsAt(OURS, List.of(0, 1, 2, 5), 7)).containsExactly(1, 1, 1, 3);
    }

    @Test
    void zerosOfACounterHaveThresholdsOfTheirOwn() {
        FlatLine.Params counts =
                ours(600).withExcept(new FlatLine.Except(new Span(0, 2), 360, Double.POSITIVE_INFINITY));
        assertThat(flags(counts, 0, 0, 0, 0, 0, 0, 0, 0)).containsExactly(1, 1, 1, 1, 1, 1, 3, 3);
        assertThat(flags(counts, 2, 2, 2, 2)).containsOnly(1);
        assertThat(flags(counts, 3, 3, 3, 3)).containsExactly(1, 1, 1, 3);
    }

    @Test
    void saturatedValuesMayBeExemptForEver() {
        FlatLine.Params humidity = ours(600)
                .withExcept(new FlatLine.Except(
                        new Span(99, Double.NaN), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(flags(humidity, 100, 100, 100, 100, 100, 100, 100)).containsOnly(1);
        assertThat(flags(humidity, 98.9, 98.9, 98.9, 98.9)).containsExactly(1, 1, 1, 3);
    }

    @Test
    void noToleranceSwitchesTheTestOff() {
        FlatLine.Params off = FlatLine.Params.ofReference(180, 300, 0);
        assertThat(flags(off, 7, 7, 7, 7, NONE, 7)).containsExactly(1, 1, 1, 1, 9, 1);
    }

    @Test
    void thresholdIsDroppedToWholeRows() {
        FlatLine.Params limits = FlatLine.Params.ofReference(179.9, 3_000, 0.5);
        assertThat(flags(limits, 7, 7, 7, 7)).containsExactly(1, 1, 3, 3);
        FlatLine.Params nearly = FlatLine.Params.ofReference(179.9999999, 3_000, 0.5);
        assertThat(nearly.suspectCount(MINUTE)).isEqualTo(2);
        FlatLine.Params none = FlatLine.Params.ofReference(0, 3_000, 0.5);
        assertThat(flags(none, 1, 2, 3)).containsExactly(3, 3, 3);
    }

    @Test
    void intervalUnderASecondCountsFractions() {
        FlatLine.Params limits = FlatLine.Params.ofReference(0.3, 0.5, 0.5);
        assertThat(limits.suspectCount(100_000)).isEqualTo(3);
        assertThat(limits.failCount(10_000)).isEqualTo(50);
    }

    @Test
    void fewDistinctValuesNeedLittleState() {
        FlatLineState state = new FlatLineState();
        FlatLine.Params day = FlatLine.Params.ofReference(86_400, 172_800, 0.5);
        for (int row = 0; row < 5_000; row++) {
            FlatLine.TEST.accept(state, row * MINUTE, 7 + row % 4 * 0.1, day, MINUTE);
        }
        assertThat(state.size()).isLessThanOrEqualTo(4);
    }

    private static FlatLine.Params ours(double gapSeconds) {
        return FlatLine.Params.ofGap(180, 300, 0.5, gapSeconds);
    }

    private static List<Integer> flags(FlatLine.Params limits, double... values) {
        FlatLineState state = new FlatLineState();
        List<Integer> flags = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            flags.add(FlatLine.TEST
                    .accept(state, row * MINUTE, values[row], limits, MINUTE)
                    .code());
        }
        return flags;
    }

    private static List<Integer> flagsAt(FlatLine.Params limits, List<Integer> minutes, double value) {
        FlatLineState state = new FlatLineState();
        return minutes.stream()
                .map(minute -> FlatLine.TEST
                        .accept(state, minute * MINUTE, value, limits, MINUTE)
                        .code())
                .toList();
    }
}
