package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitSymbolTest {

    @ParameterizedTest
    @CsvSource({
        "ug/m3, µg/m³",
        "mg/m3, mg/m³",
        "Cel, °C",
        "%, %",
        "m/s2, m/s²",
        "m3/s, m³/s",
        "um/m, µm/m",
        "deg, °",
        "km/h, km/h",
        "dB[A], dBA",
        "W.h, W·h",
        "m.s-2, m·s⁻²",
        "{vehicles}/h, /h",
        "hPa, hPa",
        "S/m, S/m",
        "us, µs"
    })
    void unitIsWrittenAsPeopleWriteIt(String ucum, String symbol) {
        assertThat(UnitSymbol.of(ucum)).isEqualTo(symbol);
    }

    @Test
    void numberAndCountHaveNone() {
        assertThat(UnitSymbol.of("1")).isEmpty();
        assertThat(UnitSymbol.of("{count}")).isEmpty();
        assertThat(UnitSymbol.of("")).isEmpty();
    }
}
