package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeTest {

    private static final Instant OPEN_END = Instant.parse("2026-05-02T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T00:00:00Z/2026-05-01T06:00:00Z, 2026-05-01T00:00:00Z, 2026-05-01T06:00:00Z",
        "2026-05-01T00:00:00Z/P7D, 2026-05-01T00:00:00Z, 2026-05-08T00:00:00Z",
        "P1M/2026-03-31T00:00:00Z, 2026-02-28T00:00:00Z, 2026-03-31T00:00:00Z",
        "2026-05-01T00:00:00Z/P1DT2H, 2026-05-01T00:00:00Z, 2026-05-02T02:00:00Z",
        "2026-05-01T00:00:00Z/.., 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "2026-05-01T00:00:00Z/, 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "../2026-05-01T00:00:00Z, 2000-01-01T00:00:00Z, 2026-05-01T00:00:00Z",
        "../.., 2000-01-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "PT1H/.., 2026-05-01T23:00:00Z, 2026-05-02T00:00:00Z",
        "2026-05-01/2026-05-02, 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "2026-05-01T02:00:00+02:00/PT1H, 2026-05-01T00:00:00Z, 2026-05-01T01:00:00Z",
        "2026-05-01T02:00:00 02:00/PT1H, 2026-05-01T00:00:00Z, 2026-05-01T01:00:00Z",
    })
    void intervalIsReadAsHalfOpen(String text, Instant from, Instant to) {
        assertThat(Datetime.parse(text, OPEN_END)).isEqualTo(new Datetime(from, to));
    }

    @Test
    void momentAloneIsItsMicrosecond() {
        Datetime moment = Datetime.parse("2026-05-01T00:00:00Z", OPEN_END);
        assertThat(moment.toMicros() - moment.fromMicros()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "P1D/P1D",
                "../P1D",
                "2026-05-01T00:00:00",
                "2026-05-01T00:00:00Z/P1X",
                "2026-05-02T00:00:00Z/2026-05-01T00:00:00Z",
                "1999-12-31T00:00:00Z/P1D",
                "2026-13-01/P1D",
                "2026-05-01T00:00:00Z/P999999999Y",
                "0001-01-01T00:00:00Z/.."
            })
    void whatIsNoIntervalIsRefused(String text) {
        assertThatThrownBy(() -> Datetime.parse(text, OPEN_END)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesOfOneColumnAreReadByOneFormat() {
        assertThat(Moments.format(Instant.parse("2026-05-01T12:00:00Z"))).isEqualTo("2026-05-01T12:00:00.000Z");
        assertThat(Moments.format(Instant.parse("2026-05-01T12:00:00.000125Z")))
                .isEqualTo("2026-05-01T12:00:00.000125Z");
        assertThat(Moments.ofMicros(-1)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(Moments.micros(Moments.ofMicros(1_777_636_800_000_125L))).isEqualTo(1_777_636_800_000_125L);
    }
}
