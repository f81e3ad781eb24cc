package org.metrobed.simulators.city;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/**
 * The days on which the people of a city move as on a Sunday. Immutable.
 *
 * @param fixed holidays on a fixed date
 * @param afterEaster movable holidays, days after Easter Sunday
 */
public record Holidays(Set<MonthDay> fixed, Set<Integer> afterEaster) {

    private static final Holidays NONE = new Holidays(Set.of(), Set.of());

    public Holidays {
        fixed = Set.copyOf(fixed);
        afterEaster = Set.copyOf(afterEaster);
    }

    /** No holidays. */
    public static Holidays none() {
        return NONE;
    }

    /** The holidays that most countries of central Europe share, from New Year to St. Stephen's Day. */
    public static Holidays european() {
        return new Holidays(
                Set.of(
                        MonthDay.of(1, 1),
                        MonthDay.of(1, 6),
                        MonthDay.of(5, 1),
                        MonthDay.of(8, 15),
                        MonthDay.of(11, 1),
                        MonthDay.of(12, 25),
                        MonthDay.of(12, 26)),
                Set.of(-2, 1, 39, 50));
    }

    /** Whether a day is a holiday. */
    public boolean contains(LocalDate day) {
        if (fixed.isEmpty() && afterEaster.isEmpty()) {
            return false;
        }
        return fixed.contains(MonthDay.from(day))
                || afterEaster.contains(
                        (int) (day.toEpochDay() - easter(day.getYear()).toEpochDay()));
    }

    /** Easter Sunday according to the Gregorian rule (Anonymous, Nature 1876). */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int rest = year % 100;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int days = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
