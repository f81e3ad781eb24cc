package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/figures.csv", numLinesToSkip = 1, delimiter = ';')
    void numbersAreWrittenAsThePageWritesThem(double value, Double beside, String text) {
        assertThat(beside == null ? Figures.number(value) : Figures.beside(value, beside))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsADash(double value) {
        assertThat(Figures.number(value)).isEqualTo("–");
        assertThat(Figures.beside(value, 1)).isEqualTo("–");
    }

    @Test
    void unitStandsBehindABlank() {
        assertThat(Figures.quantity(78.46, "ug/m3")).isEqualTo("78.5 µg/m³");
        assertThat(Figures.quantity(1150, "{count}")).isEqualTo("1,150");
    }
}
