package org.metrobed.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {

    private final NumberReader points = new NumberReader('.');

    @ParameterizedTest
    @CsvSource({"12.4,12.4", "-53.2,-53.2", "+3,3", ".5,0.5", "5.,5", "1e-3,0.001", "' 7 ',7"})
    void plainNumbersAreRead(String text, double expected) {
        assertThat(points.read(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "Infinity", "1d", "0x1p3", "1,5", "1 000", "--1", "e", "1e400", "n/a"})
    void anythingElseIsNone(String text) {
        assertThat(points.read(text)).isEmpty();
    }

    @Test
    void decimalCommaIsReadWhereTheMappingSaysSo() {
        NumberReader commas = new NumberReader(',');

        assertThat(commas.read("-1,25")).hasValue(-1.25);
        assertThat(commas.read("1.25")).isEmpty();
    }
}
