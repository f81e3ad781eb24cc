package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;

class ProviderFlagTest {

    private final QualityRun run = new QualityRun(
            QualityConfig.ofInterval(60_000_000).with(new GrossRange.Params(new Span(0, 10), new Span(0, 5))),
            Scale.LINE);

    @Test
    void readingKeepsAtLeastTheFlagOfItsProvider() {
        assertThat(flag(1, QualityFlag.SUSPECT)).isEqualTo(QualityFlag.SUSPECT);
        assertThat(flag(1, QualityFlag.FAIL)).isEqualTo(QualityFlag.FAIL);
        assertThat(flag(11, QualityFlag.SUSPECT)).isEqualTo(QualityFlag.FAIL);
        assertThat(flag(1, QualityFlag.GOOD)).isEqualTo(QualityFlag.GOOD);
        assertThat(flag(Double.NaN, QualityFlag.FAIL)).isEqualTo(QualityFlag.MISSING);
    }

    @Test
    void flagStaysIfTheNextRowDecides() {
        QualityState state = new QualityState();
        run.accept(state, 0, 1, ProviderFlag.mark(QualityFlag.FAIL, 1));
        run.accept(state, 60_000_000, 1, TestBits.NONE);

        assertThat(TestBits.verdict(state.decidedBits(), ProviderFlag.TEST.slot()))
                .isEqualTo(QualityFlag.FAIL);
        assertThat(ProviderFlag.mark(state.decidedBits())).isEqualTo(ProviderFlag.mark(QualityFlag.FAIL, 1));
        assertThat(ProviderFlag.mark(Verdicts.NONE)).isZero();
    }

    private QualityFlag flag(double value, QualityFlag ofProvider) {
        return TestBits.overall(run.testAlone(0, value, ProviderFlag.mark(ofProvider, value)));
    }
}
