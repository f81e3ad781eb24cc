package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected are 10 to 30, usually 20; words are empty if no other unit explains the value. */
class OtherUnitTest {

    private static final Band BAND = new Band(20, 10, 30);

    @ParameterizedTest
    @CsvSource({
        "Cel, 68, in °F",
        "Cel, 90.1, ''",
        "Cel, 25, ''",
        "m/s, 72, in km/h",
        "km/h, 5.5, in m/s",
        "[degF], -6.7, in °C",
        "ug/m3, 68, ''",
        "ug/m3, 20000, in thousandths of the unit",
        "ug/m3, 0.02, in thousands of the unit",
        "ug/m3, 40000, ''",
    })
    void valueIsExplainedByAnotherUnitOnlyIfItIsThenWellWithinItsBand(String unit, double value, String words) {
        assertThat(OtherUnit.of(unit, new AnomalyDetector.Judged(0, value, BAND))
                        .map(OtherUnit::words)
                        .orElse(""))
                .isEqualTo(words);
    }
}
