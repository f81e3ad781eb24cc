package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSizeTest {

    @ParameterizedTest
    @CsvSource({
        "PT1M, PT1M, 60000",
        "PT60S, PT1M, 60000",
        "PT10M, PT10M, 600000",
        "PT90M, PT1H30M, 5400000",
        "PT12H, PT12H, 43200000",
        "P1D, P1D, 86400000",
        "P7D, P7D, 604800000",
        "P1W, P1W, 604800000",
        "P1M, P1M, 2629746000",
        "P12M, P1Y, 31556952000",
        "P1Y, P1Y, 31556952000",
    })
    void readsOneLengthAndSaysItPlainly(String text, String plain, long usualMillis) {
        assertThat(WindowSize.parse(text)).hasToString(plain);
        assertThat(WindowSize.parse(text).usualMillis()).isEqualTo(usualMillis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "P", "PT", "PT0M", "PT7M", "PT30S", "PT61S", "PT5H", "PT24H", "P1DT1H", "P1M1D", "P5M", "P2Y",
                "P400D", "PT-1H", "-PT1H", "1h", "P1W1D", "PT1.5H"
            })
    void refusesWhatDoesNotFillDaysOrYears(String text) {
        assertThatThrownBy(() -> WindowSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be one ISO 8601 length")
                .hasMessageContaining("divide the day");
    }

    @Test
    void stretchOfWholeDaysIsSaidInDays() {
        assertThat(WindowSize.text(86_400_000)).isEqualTo("P1D");
        assertThat(WindowSize.text(82_800_000)).isEqualTo("PT23H");
        assertThat(WindowSize.text(60_000)).isEqualTo("PT1M");
    }
}
