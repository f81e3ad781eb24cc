package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthlyReadingsTest {

    private static final long MONTH = Duration.ofDays(31).toMillis();

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Etc/GMT+12"})
    void readingThatBeginsOrEndsWithAMonthOfItsZoneIsOfAMonth(String zone) {
        for (LocalDate month = LocalDate.of(2024, 1, 1); month.getYear() < 2027; month = month.plusMonths(1)) {
            long micros = month.atStartOfDay(ZoneId.of(zone)).toEpochSecond() * 1_000_000;
            assertThat(MonthlyReadings.isOfMonth(micros, MONTH))
                    .as("from %s", month)
                    .isTrue();
            assertThat(MonthlyReadings.isOfMonth(micros - MONTH * 1_000, MONTH))
                    .as("to %s", month)
                    .isTrue();
        }
    }

    @Test
    void readingsOnOtherDaysOrOfOtherIntervalsAreOfNoMonth() {
        long fourth = LocalDate.of(2026, 3, 4).toEpochDay() * 86_400_000_000L;
        long first = LocalDate.of(2026, 3, 1).toEpochDay() * 86_400_000_000L;
        assertThat(MonthlyReadings.isOfMonth(fourth, MONTH)).isFalse();
        assertThat(MonthlyReadings.isOfMonth(first, Duration.ofDays(27).toMillis()))
                .isFalse();
        assertThat(MonthlyReadings.isOfMonth(first, Duration.ofDays(32).toMillis()))
                .isFalse();
        assertThat(MonthlyReadings.isOfMonth(first, Duration.ofDays(28).toMillis()))
                .isTrue();
    }
}
