package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HolidaysTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @Test
    void easterFallsAsInTheAlmanac() {
        assertThat(Holidays.easter(2024)).isEqualTo(LocalDate.of(2024, 3, 31));
        assertThat(Holidays.easter(2025)).isEqualTo(LocalDate.of(2025, 4, 20));
        assertThat(Holidays.easter(2026)).isEqualTo(LocalDate.of(2026, 4, 5));
        assertThat(Holidays.easter(2038)).isEqualTo(LocalDate.of(2038, 4, 25));
    }

    @Test
    void fixedAndMovingDaysAreHolidaysAndOthersAreNot() {
        Holidays holidays = Holidays.european();

        assertThat(holidays.contains(LocalDate.of(2026, 4, 3))).isTrue();
        assertThat(holidays.contains(LocalDate.of(2026, 4, 6))).isTrue();
        assertThat(holidays.contains(LocalDate.of(2026, 5, 1))).isTrue();
        assertThat(holidays.contains(LocalDate.of(2026, 4, 7))).isFalse();
        assertThat(Holidays.none().contains(LocalDate.of(2026, 12, 25))).isFalse();
    }

    @Test
    void holidayOfThePlaceIsFreeAsAWeekend() {
        assertThat(LocalTime.of(at("2026-04-02T21:59:59Z"), VIENNA, Holidays.european())
                        .weekend())
                .isFalse();
        assertThat(LocalTime.of(at("2026-04-02T22:00:00Z"), VIENNA, Holidays.european())
                        .weekend())
                .isTrue();
        assertThat(LocalTime.of(at("2026-04-02T22:00:00Z"), VIENNA).weekend()).isFalse();
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
