package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "%",
                "{count}",
                "{count}/min",
                "{vehicle}/h",
                "/min",
                "km/h",
                "m/s2",
                "ug/m3",
                "[ppb]",
                "Cel",
                "[degF]",
                "hPa",
                "um/m",
                "deg",
                "m3/s",
                "dB[SPL]",
                "dB[SPL]{A}",
                "W/m2",
                "lx",
                "[pH]",
                "uS/cm",
                "kW.h"
            })
    void cityUnitIsKnown(String unit) {
        assertThat(Units.findFault(unit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "°C, Cel",
        "µg/m3, ug/m3",
        "ppb, [ppb]",
        "cel, Cel",
        "KM/H, km/h",
        "count/min, {count}/min",
        "Ug/m3, ug/m3"
    })
    void slipIsRefusedWithTheCodeThatWasMeant(String unit, String meant) {
        assertThat(Units.findFault(unit))
                .hasValueSatisfying(fault ->
                        assertThat(fault).contains("'" + unit + "'").contains("did you mean '" + meant + "'?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "furlong/fortnight", "{count", "{}", "ug/", "ug / m3"})
    void otherTextIsRefused(String unit) {
        assertThat(Units.findFault(unit)).isPresent();
    }
}
