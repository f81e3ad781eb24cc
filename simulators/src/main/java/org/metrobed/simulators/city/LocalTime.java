package org.metrobed.simulators.city;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * The local time at a place. Immutable.
 *
 * @param hour hours since local midnight, in [0,24)
 * @param weekend Saturday, Sunday or a holiday
 * @param dayOfYear days since 1 January, with fractions, for a year of 365.2425 days
 */
record LocalTime(double hour, boolean weekend, double dayOfYear) {

    private static final double DAY_SECONDS = 86_400;

    /** The local time of an instant, milliseconds since 1970 UTC. */
    static LocalTime of(long millis, ZoneId zone) {
        return of(millis, zone, Holidays.none());
    }

    /** The local time of an instant, with holidays. */
    static LocalTime of(long millis, ZoneId zone, Holidays holidays) {
        ZoneRules rules = zone.getRules();
        int offset = rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
        double seconds = millis / 1000.0 + offset;
        double day = Math.floor(seconds / DAY_SECONDS);
        // 1970-01-01 was a Thursday; 0 is Monday
        int weekday = (int) Math.floorMod((long) day + 3, 7L);
        double hour = Math.min(Math.nextDown(24.0), (seconds - day * DAY_SECONDS) / 3600);
        boolean free = weekday >= 5 || holidays.contains(LocalDate.ofEpochDay((long) day));
        return new LocalTime(hour, free, (seconds / DAY_SECONDS) % 365.2425);
    }

    /** A bell curve over the hours of the day, 1 at its centre, also correct around midnight. */
    double bell(double centreHour, double widthHours) {
        double distance = Math.abs(hour - centreHour);
        double around = Math.min(distance, 24 - distance) / widthHours;
        return Math.exp(-0.5 * around * around);
    }

    /** A wave of one day, 1 at its peak and -1 twelve hours from it. */
    double dayWave(double peakHour) {
        return Math.cos((hour - peakHour) * (2 * Math.PI / 24));
    }

    /** A wave of one year, 1 in mid-July and -1 in mid-January. */
    double yearWave() {
        return Math.cos((dayOfYear - 196) * (2 * Math.PI / 365.2425));
    }
}
