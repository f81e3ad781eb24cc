package org.metrobed.catalog.holiday;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.metrobed.model.CityHolidays;

/**
 * Tells whether a local day is a holiday: a public holiday of the country or region, on its own date and on the day on which it
 * is observed, or a day of the city. Observances, on which people work, are none. Each year is computed once.
 * Thread-safe.
 */
public final class HolidayDays implements LongPredicate {

    /** No year before or after has public holidays. */
    static final int FIRST_YEAR = 1970;

    static final int LAST_YEAR = 2200;

    private static final Map<CityHolidays, HolidayDays> KNOWN = new ConcurrentHashMap<>();
    private static final int DATE_LENGTH = 10;

    private final CityHolidays holidays;
    private final Map<Integer, Set<Long>> years = new ConcurrentHashMap<>();

    private HolidayDays(CityHolidays holidays) {
        this.holidays = holidays;
    }

    /** The days of these holidays; the same object for equal ones. */
    public static HolidayDays of(CityHolidays holidays) {
        return KNOWN.computeIfAbsent(holidays, HolidayDays::new);
    }

    /** The codes of countries that are known, ISO 3166-1 in lower case. */
    public static Set<String> countries() {
        return Calendars.countries();
    }

    /** The codes of the regions of a known country that have holidays of their own, in lower case. */
    public static Set<String> regions(String country) {
        return Calendars.of(country).getCalendarHierarchy().getChildren().keySet();
    }

    /** Whether a text is a day of a city: {@code MM-DD}, or {@code YYYY-MM-DD}. */
    public static boolean isDay(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                LocalDate.parse(text);
            } else {
                MonthDay.parse("--" + text);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public boolean test(long epochDay) {
        if (holidays.equals(CityHolidays.NONE)) {
            return false;
        }
        int year = LocalDate.ofEpochDay(epochDay).getYear();
        return years.computeIfAbsent(year, this::compute).contains(epochDay);
    }

    private Set<Long> compute(int year) {
        Set<Long> days = new HashSet<>();
        for (String own : holidays.own()) {
            if (own.length() == DATE_LENGTH) {
                days.add(LocalDate.parse(own).toEpochDay());
            } else {
                days.add(MonthDay.parse("--" + own).atYear(year).toEpochDay());
            }
        }
        if (!holidays.country().isEmpty() && year >= FIRST_YEAR && year <= LAST_YEAR) {
            // a holiday of the first days of a year may be observed in the year before it
            for (int near : List.of(year - 1, year, year + 1)) {
                listPublic(near).forEach(holiday -> {
                    days.add(holiday.getActualDate().toEpochDay());
                    holiday.getObservedDate().ifPresent(day -> days.add(day.toEpochDay()));
                });
            }
        }
        return days;
    }

    private List<Holiday> listPublic(int year) {
        HolidayManager manager = Calendars.of(holidays.country());
        Set<Holiday> all = holidays.region().isEmpty()
                ? manager.getHolidays(Year.of(year))
                : manager.getHolidays(Year.of(year), holidays.region());
        return all.stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .toList();
    }
}
