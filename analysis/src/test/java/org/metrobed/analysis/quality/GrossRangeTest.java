package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.SUSPECT;

import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.Span;

class GrossRangeTest {

    @Test
    void boundsThemselvesPass() {
        assertThat(verdict(10)).isEqualTo(GOOD);
        assertThat(verdict(20)).isEqualTo(GOOD);
        assertThat(verdict(0)).isEqualTo(SUSPECT);
        assertThat(verdict(30)).isEqualTo(SUSPECT);
    }

    @Test
    void beyondTheFailSpanFails() {
        assertThat(verdict(-0.001)).isEqualTo(FAIL);
        assertThat(verdict(30.001)).isEqualTo(FAIL);
        assertThat(verdict(Double.POSITIVE_INFINITY)).isEqualTo(FAIL);
    }

    @Test
    void noValueIsMissing() {
        assertThat(verdict(Double.NaN)).isEqualTo(MISSING);
    }

    @Test
    void openBoundsLetEverythingFinitePass() {
        GrossRange.Params open = new GrossRange.Params(Span.OPEN, Span.OPEN);
        assertThat(GrossRange.TEST.verdict(1e300, open)).isEqualTo(GOOD);
        assertThat(GrossRange.TEST.verdict(Double.NEGATIVE_INFINITY, open)).isEqualTo(FAIL);
    }

    private static QualityFlag verdict(double value) {
        return GrossRange.TEST.verdict(value, new GrossRange.Params(new Span(0, 30), new Span(10, 20)));
    }

    @Test
    void suspectSpanBeyondTheFailSpanIsRefused() {
        assertThatThrownBy(() -> new GrossRange.Params(new Span(0, 10), new Span(-1, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("suspect span [-1.0, 5.0] must lie within fail span [0.0, 10.0]");
        assertThat(new GrossRange.Params(new Span(0, 10), new Span(0, 10)).suspect())
                .isEqualTo(new Span(0, 10));
    }
}
