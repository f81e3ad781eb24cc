package org.metrobed.api.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValueAxisTest {

    @Test
    void concentrationsBeginAtZeroAndTemperaturesDoNot() {
        assertThat(ValueAxis.of(List.of(18.0, 22.0), "ug/m3").low()).isZero();
        assertThat(ValueAxis.of(List.of(18.0, 22.0), "Cel").low()).isGreaterThan(15);
        assertThat(ValueAxis.of(List.of(-2.0, 3.0), "ug/m3").low()).isLessThanOrEqualTo(-2);
    }

    @Test
    void marksAreRoundAndHoldAllValues() {
        ValueAxis axis = ValueAxis.of(List.of(0.0, 97.0), "%");
        assertThat(axis.marks()).containsExactly(0.0, 25.0, 50.0, 75.0, 100.0, 125.0);
        assertThat(axis.share(125)).isEqualTo(1);
    }

    @Test
    void oneValueAndNoneHaveAnAxisToo() {
        assertThat(ValueAxis.of(List.of(7.0), "Cel").marks()).hasSizeGreaterThan(2);
        assertThat(ValueAxis.of(List.of(0.0), "Cel").marks()).hasSizeGreaterThan(2);
        assertThat(ValueAxis.of(List.of(), "Cel").marks()).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
    }
}
