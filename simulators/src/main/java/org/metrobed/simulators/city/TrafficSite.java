package org.metrobed.simulators.city;

/**
 * People and vehicles that pass a place. Counts are Poisson around a daily and weekly profile, modified by the weather
 * that neighbours share. Speed and occupancy follow from the flow of the same interval. Pure, immutable.
 */
final class TrafficSite {

    private static final long HOUR = 3_600_000L;
    private static final double FREE_KILOMETRES_AN_HOUR = 52;
    /** Length of vehicle and detector together, kilometres. */
    private static final double EFFECTIVE_LENGTH = 0.0065;

    private final Noise noise;
    private final Noise district;
    private final Weather weather;
    private final long intervalMillis;
    private final double size;

    /**
     * A place.
     *
     * @param noise its own randomness
     * @param district the randomness of its neighbourhood
     * @param intervalMillis length of a count's interval
     */
    TrafficSite(Noise noise, Noise district, Weather weather, long intervalMillis) {
        this.noise = noise;
        this.district = district;
        this.weather = weather;
        this.intervalMillis = intervalMillis;
        this.size = 0.6 + 0.9 * noise.child("size").uniform(0);
    }

    /** Count of a mode in the interval that ends at an instant. */
    long count(Quantity mode, long millis) {
        return noise.child(mode.name()).poisson(meanCount(mode, millis), millis);
    }

    /** The expected number in the interval that ends at an instant. */
    double meanCount(Quantity mode, long millis) {
        long middle = millis - intervalMillis / 2;
        return perHour(mode, middle) * intervalMillis / HOUR;
    }

    /** Mean speed in the interval that ends at an instant, kilometres per hour. */
    double speed(long millis) {
        double load = load(millis - intervalMillis / 2);
        double jam = 0.3 * Math.pow(load, 4);
        double wet = 1 - 0.12 * weather.rain(millis);
        double free = FREE_KILOMETRES_AN_HOUR * (0.9 + 0.2 * noise.child("free").uniform(0));
        return Math.max(3, free * wet / (1 + jam) + 1.2 * noise.child("speed").gaussian(millis));
    }

    /**
     * Share of the interval in which the detector is covered, per cent: flow times effective length divided by speed.
     */
    double occupancy(long millis) {
        double flow = (double) count(Quantity.VEHICLES, millis) * HOUR / intervalMillis;
        return Math.min(95, 100 * flow * EFFECTIVE_LENGTH / speed(millis));
    }

    private double perHour(Quantity mode, long millis) {
        LocalTime local = weather.local(millis);
        double rain = weather.rain(millis);
        double mood = Math.exp(0.12 * district.wander(millis, 3 * HOUR) + 0.08 * noise.wander(millis, HOUR));
        double level = switch (mode) {
            case PEDESTRIANS -> 900 * walking(local) * (1 - 0.5 * rain);
            case BICYCLES -> 260 * cycling(local) * (1 - 0.7 * rain) * comfort(millis);
            default -> 820 * driving(local) * (1 + 0.05 * rain);
        };
        return size * level * mood;
    }

    /** Demand as a share of the road's capacity. */
    private double load(long millis) {
        return perHour(Quantity.VEHICLES, millis) / (size * 780);
    }

    private double comfort(long millis) {
        return 0.45 + 0.55 / (1 + Math.exp(-(weather.celsius(millis) - 6) / 4));
    }

    static double driving(LocalTime local) {
        if (local.weekend()) {
            return 0.06 + 0.5 * local.bell(14.5, 4) + 0.1 * local.bell(23, 1.5);
        }
        return 0.06 + 0.68 * local.bell(8, 1.2) + 0.4 * local.bell(12.8, 2.6) + 0.8 * local.bell(17.3, 1.7);
    }

    private static double cycling(LocalTime local) {
        if (local.weekend()) {
            return 0.03 + 0.6 * local.bell(15, 3.2);
        }
        return 0.03 + 0.85 * local.bell(7.9, 1) + 0.25 * local.bell(13, 2.5) + 0.8 * local.bell(17.4, 1.5);
    }

    private static double walking(LocalTime local) {
        if (local.weekend()) {
            return 0.03 + 0.85 * local.bell(14.8, 3) + 0.2 * local.bell(21, 2);
        }
        double commute = 0.5 * local.bell(8.3, 1) + 0.75 * local.bell(17.6, 1.7);
        return 0.03 + commute + 0.55 * local.bell(12.6, 1.2) + 0.2 * local.bell(20.5, 1.8);
    }
}
