package org.metrobed.model.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    private static final Span NORTH = new Span(350, 10);

    @ParameterizedTest
    @CsvSource({
        "350, true",
        "0, true",
        "360, true",
        "10, true",
        "349, false",
        "11, false",
        "180, false",
        "-5, false",
        "365, false",
        "NaN, false"
    })
    void spanAcrossNorthContainsTheDirectionsOnItsArc(double degrees, boolean contained) {
        assertThat(NORTH.contains(degrees)).isEqualTo(contained);
    }

    @Test
    void spanAcrossNorthLiesWithinTheWholeCircleAndWithinAWiderOne() {
        assertThat(NORTH.isWithin(new Span(0, 360))).isTrue();
        assertThat(NORTH.isWithin(Span.OPEN)).isTrue();
        assertThat(NORTH.isWithin(new Span(340, 20))).isTrue();
        assertThat(NORTH.isWithin(new Span(355, 20))).isFalse();
        assertThat(NORTH.isWithin(new Span(0, 359))).isFalse();
        assertThat(new Span(2, 8).isWithin(NORTH)).isTrue();
        assertThat(new Span(355, 360).isWithin(NORTH)).isTrue();
        assertThat(new Span(0, 360).isWithin(NORTH)).isFalse();
    }

    @Test
    void endsInAnyOrderAreThoseOfOneSpan() {
        assertThat(Span.between(10, 350)).isEqualTo(Span.between(350, 10)).isEqualTo(new Span(10, 350));
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
