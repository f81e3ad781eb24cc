package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberStyleTest {

    private static final NumberStyle GERMAN = new NumberStyle(',', '.');

    @ParameterizedTest
    @CsvSource({"12.4,12.4", "-53.2,-53.2", "+3,3", ".5,0.5", "5.,5", "1e-3,0.001"})
    void plainNumbersAreRead(String text, double expected) {
        assertThat(NumberStyle.PLAIN.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "Infinity", "1d", "0x1p3", "1,5", "1 000", "--1", "e", "n/a", "12 %"})
    void anythingElseIsNone(String text) {
        assertThat(NumberStyle.PLAIN.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.234,5|1234.5", "999,5|999.5", "12.345|12345", "-1.234.567|-1234567", "1234,5|1234.5", "7|7"})
    void groupsOfThreeDigitsAreOneNumber(String text, double expected) {
        assertThat(GERMAN.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.619", "12.34", "1.2345", "1234.567", "1,234.5", ".123", "1..234", "1.234e5"})
    void numberOfAnotherStyleIsNotRead(String text) {
        assertThat(GERMAN.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 234 567,5", "1\u00A0234\u00A0567,5", "1\u202F234\u202F567,5"})
    void blankStandsForEveryBlankBetweenGroups(String text) {
        assertThat(new NumberStyle(',', ' ').parse(text)).hasValue(1234567.5);
    }

    @Test
    void sameSeparatorTwiceIsRefused() {
        assertThatThrownBy(() -> new NumberStyle('.', '.')).hasMessageContaining("must differ from decimal");
    }
}
