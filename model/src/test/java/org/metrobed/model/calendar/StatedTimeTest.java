package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedTimeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T12:00:00Z, 2026-05-01T12:00:00Z",
        "2026-05-01 12:00:00+02:00, 2026-05-01T10:00:00Z",
        "2026-05-01 12:00:00-05, 2026-05-01T17:00:00Z",
        "2026-05-01 12:00:00, 2026-05-01T10:00:00Z",
        "2026-01-15 12:00:00, 2026-01-15T11:00:00Z",
        "2026-05-01T12:00, 2026-05-01T10:00:00Z",
        "2026-04-30 24:00, 2026-04-30T22:00:00Z",
        "2026-05-01, 2026-04-30T22:00:00Z",
        "' 2026-05-01 ', 2026-04-30T22:00:00Z",
        "20260501T120000, 2026-05-01T10:00:00Z",
        "2026-05-01 12:00:00 -0330, 2026-05-01T15:30:00Z",
        "2026-05-01t12:00z, 2026-05-01T12:00:00Z",
        "'2026-05-01 12:00:00,25', 2026-05-01T10:00:00.25Z",
        "2026-05-01 12:00:00.1234567, 2026-05-01T10:00:00.123456Z"
    })
    void timeInAFileMayLeaveOutItsOffset(String text, Instant instant) {
        assertThat(StatedTime.parseOrDate(text).micros(BERLIN))
                .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-13-01",
                "2026-05-01T25:00",
                "01.05.2026 12:00",
                "2026-05-01 12",
                "2026-05-01T12:00:00+19:00",
                "2026-05-01T12:00:00+2",
                "2026-05-01T12:00:00 CET",
                "2026-05-01 12:00:00Z+02:00"
            })
    void otherTextIsNoTime(String text) {
        assertThatThrownBy(() -> StatedTime.parseOrDate(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void instantNeedsAnOffset() {
        assertThat(StatedTime.parseInstant("20261120T1100+01"))
                .isEqualTo(StatedTime.parseInstant("2026-11-20 10:00:00,0 Z"))
                .isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        assertThatThrownBy(() -> StatedTime.parseInstant("2026-11-20T10:00"))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("no offset in '2026-11-20T10:00'");
    }

    @Test
    void localTimeThatIsNoOneInstantIsRefusedWithItsReason() {
        assertThatThrownBy(() -> StatedTime.parse("2026-03-29T02:30:00").micros(BERLIN))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("the clock of Europe/Berlin skips 2026-03-29T02:30");
        assertThatThrownBy(() -> StatedTime.parse("2026-10-25T02:30:00").micros(BERLIN))
                .isInstanceOf(DateTimeException.class)
                .hasMessage("the clock of Europe/Berlin shows 2026-10-25T02:30 twice");
        assertThat(StatedTime.parse("2026-10-25T02:30:00+01:00").micros(BERLIN)).isEqualTo(1_792_891_800_000_000L);
    }
}
