package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;

final class CorrectionTest {

    private static final Correction OFFSET = new Correction(Correction.Kind.OFFSET, 20);

    @Test
    void badReadingFailsAndKeepsItsValue() {
        Observation bad = Correction.BAD.apply(reading(10, null), Statistic.MEAN);
        assertThat(bad.flag()).isEqualTo(QualityFlag.FAIL);
        assertThat(bad.result()).isEqualTo(10);
        assertThat(bad.stated()).isNull();
        assertThat(TestBits.has(bad.tests(), TestBits.CORRECTED)).isTrue();
    }

    @Test
    void changedValueKeepsItsFlagAndWhatThePayloadSaid() {
        Observation moved = OFFSET.apply(reading(10, null), Statistic.MEAN);
        assertThat(moved.result()).isEqualTo(30);
        assertThat(moved.flag()).isEqualTo(QualityFlag.GOOD);
        assertThat(moved.stated()).isEqualTo(new StatedValue(10, ""));
        StatedValue stated = new StatedValue(50, "[degF]");
        Observation scaled = new Correction(Correction.Kind.SCALE, 0.5).apply(reading(10, stated), Statistic.MEAN);
        assertThat(scaled.result()).isEqualTo(5);
        assertThat(scaled.stated()).isEqualTo(stated);
    }

    @Test
    void directionGoesAroundTheCircle() {
        assertThat(OFFSET.apply(reading(350, null), Statistic.DIRECTION).result())
                .isEqualTo(10);
        Correction back = new Correction(Correction.Kind.OFFSET, -20);
        assertThat(back.apply(reading(5, null), Statistic.DIRECTION).result()).isEqualTo(345);
    }

    @Test
    void whatBecomesInfiniteFails() {
        Correction scale = new Correction(Correction.Kind.SCALE, 1e300);
        assertThat(scale.apply(reading(1e300, null), Statistic.MEAN).flag()).isEqualTo(QualityFlag.FAIL);
    }

    @Test
    void missingAndRecomputedReadingsStayAsTheyAre() {
        Observation missing = reading(Double.NaN, null);
        assertThat(Correction.BAD.apply(missing, Statistic.MEAN)).isSameAs(missing);
        Observation reading = reading(1, null);
        assertThat(Correction.RECOMPUTE.apply(reading, Statistic.MEAN)).isSameAs(reading);
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Correction(Correction.Kind.SCALE, 0)).hasMessage("must not be 0");
        assertThatThrownBy(() -> new Correction(Correction.Kind.OFFSET, Double.NaN))
                .hasMessage("must be a finite number");
        assertThatThrownBy(() -> new Correction(Correction.Kind.BAD, 1)).hasMessageContaining("not taken by 'bad'");
        assertThatThrownBy(() -> Correction.Kind.parse("good")).hasMessageContaining("bad, offset, scale");
        assertThat(Correction.Kind.parse("scale")).isEqualTo(Correction.Kind.SCALE);
    }

    private static Observation reading(double value, StatedValue stated) {
        return ObservationBuilder.builder()
                .datastream(Events.DATASTREAM)
                .result(value)
                .flag(Double.isNaN(value) ? QualityFlag.MISSING : QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .stated(stated)
                .build();
    }
}
