package org.metrobed.simulators.city;

/**
 * A bridge, wall or river gauge. The temperature of steel and concrete follows the air with a delay. Strain and tilt
 * follow the structure's temperature, and vehicles shake them. The water level rises fast after rain and falls slowly.
 * Pure, immutable.
 */
final class StructureSite {

    private static final long HOUR = 3_600_000L;
    private static final long LAG_STEP = 45 * 60_000L;
    private static final int LAG_STEPS = 8;
    private static final long FLOOD_SLOT = 36 * HOUR;
    private static final double REFERENCE_CELSIUS = 12;

    private final Noise noise;
    private final Noise river;
    private final Weather weather;
    private final double stiffness;

    StructureSite(Noise noise, Noise river, Weather weather) {
        this.noise = noise;
        this.river = river;
        this.weather = weather;
        this.stiffness = 0.8 + 0.4 * noise.child("stiffness").uniform(0);
    }

    /** Temperature of the structure, degrees Celsius: the air temperature of the last six hours, and the sun. */
    double celsius(long millis) {
        return body(millis) + 0.03 * noise.child("celsius").gaussian(millis);
    }

    /** Strain, micrometres per metre. */
    double strain(long millis) {
        LocalTime local = weather.local(millis);
        double traffic = TrafficSite.driving(local);
        Noise vehicles = noise.child("vehicles");
        double shake = (0.3 + 1.2 * traffic) * vehicles.gaussian(millis);
        boolean lorry = vehicles.child("lorry").uniform(millis) < 0.03 * traffic;
        double load = lorry ? 5 + 4 * Math.abs(vehicles.child("load").gaussian(millis)) : 0;
        return 35 + 3.2 * stiffness * (body(millis) - REFERENCE_CELSIUS) + shake + load;
    }

    /** Tilt, degrees. */
    double tilt(long millis, String axis) {
        Noise own = noise.child(axis);
        double settling = 0.004 * own.wander(millis, 700 * HOUR);
        double warmth = 0.0011 * stiffness * (body(millis) - REFERENCE_CELSIUS);
        return settling + warmth + 0.0006 * own.gaussian(millis);
    }

    /** Water level above the gauge's zero, metres. */
    double waterLevel(long millis) {
        double season = 1.4 + 0.2 * river.wander(millis, 500 * HOUR);
        double waves = 0.006 * noise.child("waves").gaussian(millis);
        return Math.max(0.05, season + floods(millis) + waves);
    }

    private double floods(long millis) {
        double sum = 0;
        long slot = Math.floorDiv(millis, FLOOD_SLOT);
        for (long past = slot - 5; past <= slot; past++) {
            long start = past * FLOOD_SLOT + Math.round(river.child("start").uniform(past) * FLOOD_SLOT);
            boolean rises = river.child("rises").uniform(past) < 0.4;
            if (rises && millis > start) {
                double hours = (millis - start) / (double) HOUR;
                double peak = 0.1 + 0.5 * river.child("peak").uniform(past);
                sum += peak * (1 - Math.exp(-hours / 2)) * Math.exp(-hours / 14);
            }
        }
        return sum;
    }

    private double body(long millis) {
        double sum = 0;
        double weights = 0;
        for (int step = 0; step < LAG_STEPS; step++) {
            double weight = Math.exp(-step / 4.0);
            sum += weight * weather.celsius(millis - step * LAG_STEP);
            weights += weight;
        }
        return sum / weights + 3 * weather.sun(millis - HOUR);
    }
}
