package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LocalTimeTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @Test
    void hourFollowsDaylightSavingTime() {
        assertThat(at("2026-03-29T00:59:00Z").hour()).isCloseTo(1 + 59 / 60.0, within(1e-9));
        assertThat(at("2026-03-29T01:00:00Z").hour()).isEqualTo(3);
        assertThat(at("2026-10-25T01:00:00Z").hour()).isEqualTo(2);
    }

    @Test
    void weekendIsThatOfThePlace() {
        assertThat(at("2026-05-01T21:59:59Z").weekend()).isFalse();
        assertThat(at("2026-05-01T22:00:00Z").weekend()).isTrue();
        assertThat(at("2026-05-03T21:59:59Z").weekend()).isTrue();
        assertThat(at("2026-05-03T22:00:00Z").weekend()).isFalse();
    }

    @Test
    void bellIsSeenAroundMidnight() {
        double late = at("2026-01-05T22:30:00Z").bell(0.5, 1);
        double early = at("2026-01-06T00:30:00Z").bell(0.5, 1);

        assertThat(late).isCloseTo(early, within(1e-9)).isCloseTo(Math.exp(-0.5), within(1e-9));
    }

    private static LocalTime at(String instant) {
        return LocalTime.of(Instant.parse(instant).toEpochMilli(), VIENNA);
    }
}
