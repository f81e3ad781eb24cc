package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000001Z, 1",
        "1969-12-31T23:59:59.5Z, -500000",
        "2026-05-01T12:00:00.000Z, 1777636800000000",
        "2026-05-01T14:00:00+02:00, 1777636800000000",
        "2026-05-01T07:00:00.123456789-05:00, 1777636800123456",
        "2024-02-29T00:00:00Z, 1709164800000000",
        "0001-01-01T00:00:00Z, -62135596800000000",
        "2099-12-31T23:59:59Z, 4102444799000000",
        // what pandas and PostgreSQL write
        "2026-05-01 12:00:00+00:00, 1777636800000000",
        "2026-05-01T12:00:00+0000, 1777636800000000",
        "2026-05-01 12:00:00+00, 1777636800000000",
        "2026-05-01 07:00:00.25-0500, 1777636800250000",
        "'2026-05-01T12:00:00,5Z', 1777636800500000",
        "2026-04-30T24:00:00Z, 1777593600000000",
        "2026-04-30T24:00:00.000+02:00, 1777586400000000",
        // forms that are not read by hand
        "2026-05-01T12:00Z, 1777636800000000",
        "2026-05-01 12:00:00 UTC, 1777636800000000",
        "2026-05-01 14:00:00 +0200, 1777636800000000",
        "2026-05-01T14:00:00+02:00[Europe/Berlin], 1777636800000000",
        "20260501T120000Z, 1777636800000000",
        "20260501T1400+02, 1777636800000000",
        "2026-12-31T24:00Z, 1798761600000000",
        "2026-05-01t12:00:00z, 1777636800000000",
        "+12026-05-01T12:00:00Z, 317347156800000000"
    })
    void readsTimesWithZone(String text, long micros) {
        assertThat(IsoTime.micros(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-05-01",
                "2026-05-01T12:00:00",
                "2026-0501T12:00:00Z",
                "2026-05-01T12:0000Z",
                "2026-05-01  12:00:00Z",
                "2026-02-29T12:00:00Z",
                "1900-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-04-31T12:00:00Z",
                "2026-05-01T24:00:01Z",
                "2026-05-01T24:00:00.5Z",
                "2026-05-01T24:30Z",
                "2026-05-01T25:00:00Z",
                "2026-05-01T12:60:00Z",
                "2026-05-01T12:00:60Z",
                "2026-05-01T12:00:00.1234567890Z",
                "2026-05-01T12:00:00+2:00",
                "2026-05-01T12:00:00+19:00",
                "2026-05-01T12:00:00Zulu",
                "2026-05-01T12:00:00[Europe/Berlin]",
                "+999999999-05-01T12:00:00Z",
                "2026-05-01T12:00:00.000000000000000000000000000000000000000000000000Z"
            })
    void refusesWhatIsNoTimeWithZone(String text) {
        assertThat(IsoTime.micros(text)).isEqualTo(IsoTime.INVALID);
    }

    @Test
    void agreesWithJavaTimeFromYear0To9999() {
        Random random = new Random(1);
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 50_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000) * 1_000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60);
            OffsetDateTime time = instant.atOffset(offset);
            if (time.getYear() >= 0 && time.getYear() <= 9999) {
                assertThat(IsoTime.micros(time.toString()))
                        .as(time.toString())
                        .isEqualTo(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
            }
        }
    }
}
