package org.metrobed.catalog.holiday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.EpisodeChange;
import org.metrobed.analysis.anomaly.SeasonCalendar;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.Scale;

/**
 * Hourly counts of counters of a city over four years. A holiday is like a Sunday, with 60 to 110 % of its people; the day
 * after has 80 to 100 % of a working day. The first year is not counted.
 */
class HolidayAlertsTest {

    private static final int COUNTERS = 6;
    private static final int COUNTERS_OF_CLOCKS = 18;
    /** Alerts a counter and day that other days may raise. */
    private static final double USUAL_RATE = 0.003;

    private static final int FIRST_YEAR = 2022;
    private static final int YEARS = 4;
    private static final long HOUR_MICROS = 3_600_000_000L;

    private static final double[] WORKING_DAY = {
        8, 5, 3, 3, 8, 30, 120, 310, 420, 260, 190, 210, 260, 250, 240, 280, 390, 450, 330, 200, 120, 80, 45, 20
    };
    private static final double[] REST_DAY = {
        30, 22, 15, 10, 8, 10, 18, 35, 70, 120, 180, 220, 240, 250, 260, 250, 220, 190, 150, 110, 80, 60, 45, 35
    };

    /** Alerts by local day. */
    private record Alerts(Map<LocalDate, Integer> byDay, LongPredicate special, int counters) {

        double rate(boolean ofSpecial) {
            return list(ofSpecial).stream()
                            .mapToInt(day -> byDay.getOrDefault(day, 0))
                            .sum()
                    / days(ofSpecial);
        }

        /** The number of days, each as often as there are counters. */
        double days(boolean ofSpecial) {
            return counters * (double) list(ofSpecial).size();
        }

        private List<LocalDate> list(boolean ofSpecial) {
            return LocalDate.of(FIRST_YEAR + 1, 1, 1)
                    .datesUntil(LocalDate.of(FIRST_YEAR + YEARS, 1, 1))
                    .filter(day -> special.test(day.toEpochDay()) == ofSpecial)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"de, by, Europe/Berlin", "us, wa, America/Los_Angeles"})
    void holidaysAndTheDayAfterRaiseNoMoreAlertsThanOtherDays(String country, String region, ZoneId zone) {
        HolidayDays holidays = HolidayDays.of(new CityHolidays(country, region, List.of()));
        LongPredicate special = day -> holidays.test(day) || holidays.test(day - 1);

        Alerts without = run(new SeasonCalendar(zone, day -> false), zone, holidays, special, COUNTERS);
        Alerts with = run(new SeasonCalendar(zone, holidays), zone, holidays, special, COUNTERS);

        assertThat(without.rate(true)).as("without the calendar").isGreaterThan(2 * without.rate(false));
        assertThat(with.rate(true)).isLessThanOrEqualTo(with.rate(false));
        assertThat(with.rate(false)).as("other days").isLessThan(USUAL_RATE);
    }

    @ParameterizedTest
    @CsvSource({"de, by, Europe/Berlin", "us, wa, America/Los_Angeles"})
    void sixClockChangesRaiseNoMoreAlertsThanOtherDays(String country, String region, ZoneId zone) {
        HolidayDays holidays = HolidayDays.of(new CityHolidays(country, region, List.of()));
        LongPredicate changes = day -> {
            ZonedDateTime start = LocalDate.ofEpochDay(day).atStartOfDay(zone);
            return ChronoUnit.HOURS.between(start, start.plusDays(1)) != 24
                    || ChronoUnit.HOURS.between(start.minusDays(1), start) != 24;
        };

        Alerts alerts = run(new SeasonCalendar(zone, holidays), zone, holidays, changes, COUNTERS_OF_CLOCKS);
        SeasonCalendar noChange = new SeasonCalendar(zone.getRules().getStandardOffset(Instant.EPOCH), holidays);
        Alerts wrong = run(noChange, zone, holidays, changes, COUNTERS_OF_CLOCKS);

        double most = 1 + 2 * alerts.rate(false) * alerts.days(true);
        assertThat(wrong.rate(true) * wrong.days(true)).as("a clock that stays").isGreaterThan(most);
        assertThat(alerts.rate(true) * alerts.days(true)).isLessThanOrEqualTo(most);
    }

    private static Alerts run(
            SeasonCalendar calendar, ZoneId zone, LongPredicate holidays, LongPredicate special, int counters) {
        Map<LocalDate, Integer> byDay = new TreeMap<>();
        for (int counter = 0; counter < counters; counter++) {
            AnomalyDetector detector = new AnomalyDetector(calendar, HOUR_MICROS, Scale.LINE);
            Random random = new Random(counter);
            Random days = new Random(99);
            double size = 0.5 + counter % COUNTERS * 0.7;
            LocalDate today = LocalDate.EPOCH;
            double share = 1;
            Instant end = Instant.parse(FIRST_YEAR + YEARS + "-01-01T00:00:00Z");
            for (Instant at = Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z");
                    at.isBefore(end);
                    at = at.plusSeconds(3_600)) {
                ZonedDateTime local = at.atZone(zone);
                if (!local.toLocalDate().equals(today)) {
                    today = local.toLocalDate();
                    share = share(today.toEpochDay(), holidays, days);
                }
                double mean = size * share * usual(local, holidays);
                double value =
                        Math.max(0, Math.rint(mean + Math.sqrt(mean + 0.01 * mean * mean) * random.nextGaussian()));
                long micros = at.toEpochMilli() * 1_000;
                LocalDate day = today;
                detector.next(micros, micros, value, false).stream()
                        .filter(change -> change.kind() == EpisodeChange.Kind.OPENED)
                        .forEach(change -> byDay.merge(day, 1, Integer::sum));
            }
        }
        return new Alerts(byDay, special, counters);
    }

    private static double usual(ZonedDateTime local, LongPredicate holidays) {
        boolean rest = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0
                || holidays.test(local.toLocalDate().toEpochDay());
        return (rest ? REST_DAY : WORKING_DAY)[local.getHour()];
    }

    private static double share(long day, LongPredicate holidays, Random random) {
        double weather = 0.9 + 0.2 * random.nextDouble();
        if (holidays.test(day)) {
            return 0.6 + 0.5 * random.nextDouble();
        }
        return holidays.test(day - 1) ? 0.8 + 0.2 * random.nextDouble() : weather;
    }
}
