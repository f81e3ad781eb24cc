package org.metrobed.model.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanTest {

    @Test
    void endsInTheWrongOrderAreExchanged() {
        assertThat(new Span(100, 0)).isEqualTo(new Span(0, 100));
    }

    @Test
    void openEndHoldsEverything() {
        assertThat(new Span(Double.NaN, 5).contains(-1e300)).isTrue();
        assertThat(new Span(Double.NaN, 5).contains(5.1)).isFalse();
        assertThat(Span.OPEN.contains(1e300)).isTrue();
    }

    @Test
    void valueBeyondAnEndIsNearestToThatEnd() {
        Span span = new Span(0, Double.NaN);
        assertThat(span.nearest(-6.5)).isZero();
        assertThat(span.nearest(1e300)).isEqualTo(1e300);
        assertThat(span.nearest(Double.NaN)).isNaN();
        assertThat(new Span(0, 10).nearest(11)).isEqualTo(10);
    }
}
