package org.metrobed.model.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    private static final ZonedDateTime SUNDAY =
            Instant.parse("2024-12-29T23:58:57.123456Z").atZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "year,2024",
        "quarter,4",
        "month,12",
        "week,52",
        "weekofyear,52",
        "dayofyear,364",
        "day_of_year,364",
        "day,29",
        "dayofweek,6",
        "weekday,6",
        "hour,23",
        "minute,58",
        "second,57",
        "microsecond,123456"
    })
    void countsAsPandasDoes(String word, double count) {
        assertThat(Period.parse(word).of(0, SUNDAY)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute", "fortnight", "Hour", ""})
    void otherWordsAreRefused(String word) {
        assertThatThrownBy(() -> Period.parse(word)).hasMessageContaining("unknown");
    }
}
