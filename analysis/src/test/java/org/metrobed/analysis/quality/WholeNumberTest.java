package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.SUSPECT;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;

class WholeNumberTest {

    private final QualityRun run =
            new QualityRun(QualityConfig.ofInterval(60_000_000).with(new WholeNumber.Params()), Scale.LINE);

    @ParameterizedTest
    @ValueSource(doubles = {2.5, -0.5, 0.001, 123_456.25})
    void fractionOfACountIsSuspect(double value) {
        assertThat(verdict(run.accept(new QualityState(), 0, value, 0))).isEqualTo(SUSPECT);
        assertThat(verdict(run.testAlone(0, value, 0))).isEqualTo(SUSPECT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 7, -1, 9e18, 0.1 * 3 * 10, Double.NaN, Double.POSITIVE_INFINITY})
    void wholeOrMissingNumberHasNoVerdict(double value) {
        assertThat(run.accept(new QualityState(), 0, value, 0)).isEqualTo(Verdicts.NONE);
        assertThat(run.testAlone(0, value, 0)).isEqualTo(Verdicts.NONE);
    }

    private static QualityFlag verdict(Verdicts verdicts) {
        return TestBits.verdict(verdicts, WholeNumber.TEST.slot());
    }
}
