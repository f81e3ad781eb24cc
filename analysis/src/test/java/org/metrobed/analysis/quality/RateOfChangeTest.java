package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.QualityConfig;

class RateOfChangeTest {

    private static final long SECOND = 1_000_000;
    private static final RateOfChange.Params LIMITS = RateOfChange.Params.perSecond(2, 5, false);
    private static final RateOfChange.Params EXACT = RateOfChange.Params.perSecond(2, 5, true);

    @Test
    void changePerSecondDecides() {
        assertThat(RateOfChange.TEST.verdict(10 * SECOND, 0, 51, LIMITS)).isEqualTo(FAIL);
        assertThat(RateOfChange.TEST.verdict(10 * SECOND, 0, -21, LIMITS)).isEqualTo(SUSPECT);
        assertThat(RateOfChange.TEST.verdict(10 * SECOND, 0, 19, LIMITS)).isEqualTo(GOOD);
    }

    @Test
    void thresholdItselfPasses() {
        assertThat(RateOfChange.TEST.verdict(10 * SECOND, 0, 20, LIMITS)).isEqualTo(GOOD);
        assertThat(RateOfChange.TEST.verdict(10 * SECOND, 0, 50, LIMITS)).isEqualTo(SUSPECT);
    }

    @Test
    void firstRowAndRowAfterAMissingOneAreGood() {
        assertThat(RateOfChange.TEST.verdict(SECOND, Double.NaN, 1e9, LIMITS)).isEqualTo(GOOD);
        assertThat(RateOfChange.TEST.verdict(SECOND, Double.POSITIVE_INFINITY, 1e9, LIMITS))
                .isEqualTo(GOOD);
    }

    @Test
    void noValueIsMissing() {
        assertThat(RateOfChange.TEST.verdict(SECOND, 1, Double.NaN, LIMITS)).isEqualTo(MISSING);
        assertThat(RateOfChange.TEST.verdict(SECOND, 1, Double.NEGATIVE_INFINITY, LIMITS))
                .isEqualTo(MISSING);
    }

    @Test
    void timeIsFlooredToWholeSecondsAndAtLeastOne() {
        assertThat(RateOfChange.TEST.verdict(0, 4, 7, LIMITS)).isEqualTo(SUSPECT);
        assertThat(RateOfChange.TEST.verdict(250_000, 4, 6, LIMITS)).isEqualTo(GOOD);
        assertThat(RateOfChange.TEST.verdict(1_999_999, 4, 6.5, LIMITS)).isEqualTo(SUSPECT);
        assertThat(RateOfChange.TEST.verdict(-1_500_000, 4, 8.5, LIMITS)).isEqualTo(SUSPECT);
    }

    @Test
    void exactTimeJudgesSensorsThatReadManyTimesASecond() {
        assertThat(RateOfChange.TEST.verdict(10_000, 0, 0.03, EXACT)).isEqualTo(SUSPECT);
        assertThat(RateOfChange.TEST.verdict(10_000, 0, 0.019, EXACT)).isEqualTo(GOOD);
        assertThat(RateOfChange.TEST.verdict(0, 0, 0.03, EXACT)).isEqualTo(NOT_EVALUATED);
    }

    @Test
    void zeroIsAThresholdAndNoneIsNot() {
        assertThat(RateOfChange.TEST.verdict(SECOND, 1, 1.5, RateOfChange.Params.perSecond(9, 0, false)))
                .isEqualTo(FAIL);
        assertThat(RateOfChange.TEST.verdict(SECOND, 1, 1e9, RateOfChange.Params.perSecond(9, Double.NaN, false)))
                .isEqualTo(SUSPECT);
    }

    @Test
    void rowAfterAnInfiniteValueIsInfinitelyFastOnlyAsInTheReference() {
        assertThat(flagAfterInfinity(new RateOfChange.Params(5, Double.NaN, 1, false, true)))
                .isEqualTo(QualityFlag.SUSPECT);
        assertThat(flagAfterInfinity(new RateOfChange.Params(5, 9, 1, false, true)))
                .isEqualTo(QualityFlag.FAIL);
        assertThat(flagAfterInfinity(new RateOfChange.Params(5, 9, 1, false))).isEqualTo(QualityFlag.GOOD);
    }

    private static QualityFlag flagAfterInfinity(RateOfChange.Params params) {
        QualityRun run = new QualityRun(QualityConfig.ofInterval(1_000_000).with(params), Scale.LINE);
        QualityState state = new QualityState();
        run.accept(state, 0, Double.NEGATIVE_INFINITY, TestBits.NONE);
        return TestBits.overall(run.accept(state, 1_000_000, 7, TestBits.NONE));
    }
}
