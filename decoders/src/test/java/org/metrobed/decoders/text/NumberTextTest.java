package org.metrobed.decoders.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.text.NumberStyle;

class NumberTextTest {

    private static final NumberStyle COMMA = new NumberStyle(',', NumberStyle.NONE);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, -0.0",
        "+7, 7",
        "12.4, 12.4",
        ".5, 0.5",
        "5., 5",
        "1e3, 1000",
        "1.5E-3, 0.0015",
        "-2e+2, -200",
        "1e999, Infinity",
        "-1e999, -Infinity",
        "1e-999, 0",
        "nan, NaN",
        "NaN, NaN"
    })
    void decimalNumberIsRead(String text, double expected) {
        assertThat(NumberText.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+",
                ".",
                "e3",
                "1e",
                "1e+",
                "--1",
                "1 2",
                " 1",
                "1,5",
                "0x1F",
                "1d",
                "1f",
                "1_000",
                "Infinity",
                "1.2.3",
                "true",
                "\u0661"
            })
    void otherTextIsNoNumber(String text) {
        assertThat(NumberText.parse(text)).isEmpty();
    }

    @Test
    void pointIsChosen() {
        assertThat(NumberText.parse("12,4", COMMA)).hasValue(12.4);
        assertThat(NumberText.parse("12.4", COMMA)).isEmpty();
    }

    @Test
    void numberOfMoreThan64CharactersIsNone() {
        assertThat(NumberText.parse("1".repeat(64))).isPresent();
        assertThat(NumberText.parse("1".repeat(65))).isEmpty();
    }
}
