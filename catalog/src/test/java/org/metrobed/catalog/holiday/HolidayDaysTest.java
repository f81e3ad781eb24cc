package org.metrobed.catalog.holiday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.CityHolidays;

/** {@link HolidayDays} with the {@link Calendars} of Jollyday. */
class HolidayDaysTest {

    @ParameterizedTest
    @CsvSource({
        "de, by, 2026-01-06, true",
        "de, by, 2026-06-04, true",
        "de, be, 2026-01-06, false",
        "de, '', 2026-06-04, false",
        "de, bw, 2023-06-08, true",
        "at, 9, 2026-10-26, true",
        "at, 9, 2026-12-31, false",
        "us, wa, 2026-11-26, true",
        "us, wa, 2026-07-03, true",
        "us, wa, 2026-07-04, true",
        "gb, eng, 2022-12-27, true",
        "de, by, 2026-06-05, false",
        "de, by, 1900-01-01, false"
    })
    void publicHolidaysAreThoseOfCountryAndRegionOnTheirDateAndWhenObserved(
            String country, String region, LocalDate date, boolean holiday) {
        assertThat(HolidayDays.of(new CityHolidays(country, region, List.of())).test(date.toEpochDay()))
                .isEqualTo(holiday);
    }

    @Test
    void daysOfTheCityAreHolidaysToo() {
        HolidayDays days = HolidayDays.of(new CityHolidays("", "", List.of("12-24", "2026-09-21", "02-29")));

        assertThat(days.test(LocalDate.parse("2027-12-24").toEpochDay())).isTrue();
        assertThat(days.test(LocalDate.parse("2026-09-21").toEpochDay())).isTrue();
        assertThat(days.test(LocalDate.parse("2027-09-21").toEpochDay())).isFalse();
        assertThat(days.test(LocalDate.parse("2027-12-25").toEpochDay())).isFalse();
        assertThat(days.test(LocalDate.parse("2028-02-29").toEpochDay())).isTrue();
    }

    @Test
    void noHolidaysAreNone() {
        assertThat(HolidayDays.of(CityHolidays.NONE)
                        .test(LocalDate.parse("2026-12-25").toEpochDay()))
                .isFalse();
        assertThat(HolidayDays.of(CityHolidays.NONE)).isSameAs(HolidayDays.of(new CityHolidays("", "", List.of())));
    }

    @Test
    void countriesAndRegionsAreKnownByTheirCodes() {
        assertThat(HolidayDays.countries()).contains("de", "at", "us").doesNotContain("zz");
        assertThat(HolidayDays.regions("de")).contains("by", "be").hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({
        "12-24, true",
        "02-29, true",
        "2026-12-24, true",
        "13-01, false",
        "2026-02-29, false",
        "Christmas, false"
    })
    void dayIsOfEachYearOrOfOne(String text, boolean valid) {
        assertThat(HolidayDays.isDay(text)).isEqualTo(valid);
    }
}
