package org.metrobed.decoders.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;

class TimeFormatTest {

    private static final long NOON = 1_777_636_800_000_000L;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @CsvSource({
        "iso, 2026-05-01T12:00:00Z, 0",
        "iso, 2026-05-01 12:00:00.25Z, 250000",
        "iso, 2026-05-01 14:00:00+02:00, 0",
        "epoch-seconds, 1777636800, 0",
        "epoch-seconds, 1777636800.123456, 123456",
        "epoch-seconds, 1.7776368e9, 0",
        "epoch-millis, 1777636800001, 1000",
        "epoch-micros, 1777636800000001, 1"
    })
    void textIsRead(String format, String text, long microsAfterNoon) {
        assertThat(format(format).micros(text)).isEqualTo(NOON + microsAfterNoon);
    }

    @ParameterizedTest
    @CsvSource({
        "iso, 2026-05-01T12:00:00",
        "iso, 1777636800",
        "iso, 2026-05-01",
        "epoch-seconds, 2026-05-01T12:00:00Z",
        "epoch-millis, NaN",
        "epoch-millis, ''"
    })
    void otherTextIsNoTime(String format, String text) {
        assertThat(format(format).micros(text)).isEqualTo(TimeFormat.INVALID);
    }

    @Test
    void offsetIsForTimesWithoutOne() {
        TimeFormat format = TimeFormat.of(DecoderOptions.parse("{\"utc-offset\":\"+01:00\"}"));

        assertThat(format.micros("2026-05-01 13:00:00")).isEqualTo(NOON);
        assertThat(format.micros("2026-05-01T13:00")).isEqualTo(NOON);
        assertThat(format.micros("2026-05-01T12:00:00Z")).isEqualTo(NOON);
        assertThat(format.micros("soon")).isEqualTo(TimeFormat.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "iso, 2026-07-15 12:00:00, 2026-07-15T10:00:00Z",
        "iso, 2026-01-15 12:00:00, 2026-01-15T11:00:00Z",
        "iso, 2026-01-15 12:00:00Z, 2026-01-15T12:00:00Z",
        "dd.MM.yyyy HH:mm, 15.07.2026 12:00, 2026-07-15T10:00:00Z",
        "yyMMdd kk, 250301 24, 2025-03-01T23:00:00Z",
        "dd.MM.yyyy HH:mmXX, 15.07.2026 12:00+0000, 2026-07-15T12:00:00Z"
    })
    void zoneIsForTimesWithoutOffset(String format, String text, Instant instant) {
        TimeFormat berlin =
                TimeFormat.of(DecoderOptions.parse("{\"zone\":\"Europe/Berlin\",\"time-format\":\"" + format + "\"}"));
        assertThat(berlin.micros(text)).isEqualTo(instant.getEpochSecond() * 1_000_000);
    }

    @Test
    void timeBeyondAllCalendarsStaysBeyond() {
        assertThat(format("epoch-seconds").micros("1e300")).isEqualTo(5_000_000_000_000_000_000L);
        assertThat(format("epoch-seconds").micros("-1e999")).isEqualTo(-5_000_000_000_000_000_000L);
    }

    @Test
    void jsonValueMustFitTheFormat() {
        assertThat(format("epoch-seconds").micros(JSON.numberNode(1_777_636_800)))
                .isEqualTo(NOON);
        assertThat(format("epoch-millis").micros((JsonNode) JSON.textNode(" 1777636800000 ")))
                .isEqualTo(NOON);
        assertThat(format("iso").micros((JsonNode) JSON.textNode("2026-05-01T12:00:00Z")))
                .isEqualTo(NOON);
        assertThat(format("iso").micros(JSON.numberNode(1_777_636_800))).isEqualTo(TimeFormat.INVALID);
        assertThat(format("epoch-millis").micros(JSON.booleanNode(true))).isEqualTo(TimeFormat.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time-format\":\"epoch\"}",
                "{\"time-format\":1}",
                "{\"utc-offset\":\"Europe/Berlin\"}",
                "{\"utc-offset\":\"+25:00\"}",
                "{\"zone\":\"+01:00\"}",
                "{\"zone\":\"Europe/Berlyn\"}",
                "{\"zone\":\"Europe/Berlin\",\"utc-offset\":\"+01:00\"}",
                "{\"time-format\":\"dd.MM.yyyy HH:mm\"}",
                "{\"time-format\":\"dd.MM.yyyy bb\",\"zone\":\"Europe/Berlin\"}"
            })
    void optionThatNamesNoFormatIsRefused(String options) {
        assertThatThrownBy(() -> TimeFormat.of(DecoderOptions.parse(options)))
                .isInstanceOf(DecoderOptionException.class);
    }

    private static TimeFormat format(String name) {
        return TimeFormat.of(DecoderOptions.parse("{\"time-format\":\"" + name + "\"}"));
    }
}
