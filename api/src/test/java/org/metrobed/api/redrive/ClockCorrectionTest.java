package org.metrobed.api.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCorrectionTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "PT3H, 10800000",
        "-PT3H, -10800000",
        "PT-0.5S, -500",
        "P9820DT10H, 848484000000",
        "2000-01-01T00:00Z=2026-11-20T10:00Z, 848484000000",
        "2026-11-20T12:00:00+02:00=2026-11-20T10:00:01Z, 1000",
        "20000101T0000Z=2026-11-20 10:00 +00, 848484000000",
        "2026-11-20T24:00Z=2026-11-21T00:00:00.250Z, 250",
    })
    void durationAndPairOfTimesAreAnOffset(String text, long millis) {
        assertThat(ClockCorrection.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3h",
                "PT0S",
                "P36526D",
                "2000-01-01=2026-11-20",
                "2000-01-01T00:00=2026-11-20T10:00Z",
                "2000-01-01T00:00Z=",
                "=",
                "P1M"
            })
    void otherTextIsRefusedWithTheRule(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClockCorrection.parse(text))
                .withMessageContaining("must");
    }
}
