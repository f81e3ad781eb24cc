package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePatternTest {

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm, 2025-03-01 23:00, 2025-03-01T23:00",
        "yyyy-MM-dd HH:mm, 2025-03-01 24:00, 2025-03-02T00:00",
        "yyyy-MM-dd HH:mm:ss, 2025-12-31 24:00:00, 2026-01-01T00:00",
        "yyyyMMdd HH, 20240228 24, 2024-02-29T00:00",
        "yyMMdd kk, 250301 24, 2025-03-02T00:00",
        "yyMMdd kk, 250301 01, 2025-03-01T01:00",
        "dd.MM.yyyy, 01.05.2026, 2026-05-01T00:00",
        "M/d/yyyy h:mm a, 5/1/2026 12:30 am, 2026-05-01T00:30"
    })
    void textIsReadByThePattern(String pattern, String text, LocalDateTime local) {
        assertThat(TimePattern.of(pattern).parse(text)).isEqualTo(new StatedTime(local, null));
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm, 2025-02-30 12:00",
        "yyyy-MM-dd HH:mm, 2025-02-30 24:00",
        "yyyy-MM-dd HH:mm, 2025-03-01 24:01",
        "yyyy-MM-dd HH:mm, 2025-03-01 25:00",
        "yyMMdd kk:mm, 250301 24:30",
        "yyyy-MM-dd HH:mm, 2025-03-01T12:00",
        "yyyy-MM-dd HH:mm, ''"
    })
    void otherTextIsRefused(String pattern, String text) {
        TimePattern format = TimePattern.of(pattern);
        assertThatThrownBy(() -> format.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy HH:mm VV, 25.10.2026 02:30 Europe/Berlin, Europe/Berlin",
        "dd.MM.yyyy HH:mm xxx VV, 25.10.2026 02:30 +02:00 Europe/Berlin, +02:00",
        "dd.MM.yyyy HH:mm xxx VV, 25.10.2026 02:30 +01:00 Europe/Berlin, +01:00",
        "dd.MM.yyyy HH:mm X, 25.10.2026 02:30 Z, Z"
    })
    void offsetTellsMoreThanAZone(String pattern, String text, ZoneId zone) {
        assertThat(TimePattern.of(pattern).parse(text))
                .isEqualTo(new StatedTime(LocalDateTime.of(2026, 10, 25, 2, 30), zone));
    }

    /** Else each time of the day would be its midnight, without a word. */
    @ParameterizedTest
    @ValueSource(
            strings = {"dd.MM.yyyy hh:mm", "dd.MM.yyyy KK:mm", "yyyy-MM-dd mm:ss", "yyyy-MM-dd H:ss", "yyyy-MM-dd a"})
    void patternWithAPartOfATimeOfDayIsRefused(String pattern) {
        assertThatThrownBy(() -> TimePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HH is the hour of 24");
    }

    @ParameterizedTest
    @CsvSource({"yyyy-MM, 2025-02", "MM/yyyy, 02/2025", "yyyyMM, 202502"})
    void monthAloneIsItsFirstMoment(String pattern, String text) {
        TimePattern months = TimePattern.of(pattern);
        assertThat(months.parse(text)).isEqualTo(new StatedTime(LocalDateTime.of(2025, 2, 1, 0, 0), null));
        assertThat(months.isDate()).isTrue();
    }

    /** Else no time of the file could be read. */
    @ParameterizedTest
    @ValueSource(strings = {"yyyy", "MM-dd", "yyyy-MM HH:mm", "YYYY-MM-dd", "YYYY-MM-dd HH:mm", "HH:mm", "YYYY-ww"})
    void patternWithAPartOfADateIsRefused(String pattern) {
        assertThatThrownBy(() -> TimePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs yyyy, MM and dd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyyDDD",
                "YYYY-'W'ww-e",
                "yyMMdd",
                "dd.MM.yyyy",
                "EEE, d MMM yyyy",
                "yyyy-MM-dd z",
                "yyyy-MM-ddXXX"
            })
    void patternWithAWholeDateIsTaken(String pattern) {
        assertThat(TimePattern.of(pattern).isDate()).isTrue();
    }

    @Test
    void optionalTimeOfDayMayBeAbsent() {
        assertThat(TimePattern.of("yyyy-MM-dd[ HH:mm[:ss]]").mayBeDate()).isTrue();
        assertThat(TimePattern.of("yyyy-MM-dd").mayBeDate()).isTrue();
        assertThat(TimePattern.of("yyyy-MM-dd HH:mm[:ss]").mayBeDate()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy hh:mm a, 01.05.2026 03:20 PM, 2026-05-01T15:20",
        "yyyy-MM-dd'Th' H, 2026-05-01Th 7, 2026-05-01T07:00"
    })
    void patternWithAWholeTimeOfDayIsTaken(String pattern, String text, LocalDateTime time) {
        assertThat(TimePattern.of(pattern).parse(text).local()).isEqualTo(time);
    }

    @Test
    void patternMayStateAnOffset() {
        TimePattern pattern = TimePattern.of("yyyy-MM-dd HH:mm:ssXX");
        assertThat(pattern.statesZone()).isTrue();
        assertThat(pattern.parse("2026-05-01 24:00:00+0200"))
                .isEqualTo(new StatedTime(LocalDateTime.parse("2026-05-02T00:00"), ZoneOffset.ofHours(2)));
        assertThat(TimePattern.of("yyyy-MM-dd'X'HH").statesZone()).isFalse();
    }
}
