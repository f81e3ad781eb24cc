package org.metrobed.simulators.city;

import java.time.ZoneId;

/**
 * The weather over a whole city, shared by all its sensors. Pure, immutable, thread-safe. Times are milliseconds since
 * 1970 UTC.
 */
final class Weather {

    private static final long HOUR = 3_600_000L;
    private static final double MEAN_CELSIUS = 11.5;
    private static final double SEASON_CELSIUS = 9.5;
    private static final double DAY_CELSIUS = 4.0;

    private final ZoneId zone;
    private final Holidays holidays;
    private final Noise front;
    private final Noise moisture;
    private final Noise cloud;
    private final Noise wind;

    Weather(Noise noise, ZoneId zone, Holidays holidays) {
        this.zone = zone;
        this.holidays = holidays;
        this.front = noise.child("front");
        this.moisture = noise.child("moisture");
        this.cloud = noise.child("cloud");
        this.wind = noise.child("wind");
    }

    /** Air temperature, degrees Celsius. */
    double celsius(long millis) {
        LocalTime local = local(millis);
        double day = DAY_CELSIUS * (1.1 - 0.8 * cloudiness(millis)) * local.dayWave(15);
        return MEAN_CELSIUS + SEASON_CELSIUS * local.yearWave() + day + 2.5 * front.wander(millis, 60 * HOUR);
    }

    /** Dew point, degrees Celsius; never above the air temperature. */
    double dewPointCelsius(long millis) {
        LocalTime local = local(millis);
        double slow = MEAN_CELSIUS + SEASON_CELSIUS * local.yearWave() - DAY_CELSIUS - 1.5;
        double wet = slow + 2.2 * moisture.wander(millis, 48 * HOUR) + 2 * cloudiness(millis);
        return Math.min(wet, celsius(millis) - 0.2);
    }

    /** Cloud cover, in [0,1]. */
    double cloudiness(long millis) {
        return 1 / (1 + Math.exp(-1.6 * cloud.wander(millis, 18 * HOUR)));
    }

    /** Rain, from 0 for dry to 1 for a cloudburst; dry for about four fifths of the time. */
    double rain(long millis) {
        return Math.min(1, Math.max(0, cloud.wander(millis, 18 * HOUR) - 0.85) / 1.5);
    }

    /** Mixing of the air: about 1, lower in a still night, higher in wind. */
    double dispersion(long millis) {
        LocalTime local = local(millis);
        return Math.exp(0.35 * wind.wander(millis, 30 * HOUR)) * (1 + 0.25 * local.dayWave(14));
    }

    /** Sunlight at the ground, from 0 at night to about 1. */
    double sun(long millis) {
        LocalTime local = local(millis);
        double halfDay = 6 + 2 * local.yearWave();
        double height = Math.cos(Math.min(1, Math.abs(local.hour() - 13) / halfDay) * (Math.PI / 2));
        return height * (1 - 0.6 * cloudiness(millis));
    }

    /** The local time of the city. */
    LocalTime local(long millis) {
        return LocalTime.of(millis, zone, holidays);
    }
}
