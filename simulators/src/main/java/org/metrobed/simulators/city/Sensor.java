package org.metrobed.simulators.city;

/**
 * A signal as its sensor reports it. Pure, immutable.
 *
 * @param raw the true signal, in the quantity's own unit
 * @param step resolution, in that unit
 * @param scale factor from that unit to the datastream's unit
 * @param least minimum that it reports, in the datastream's unit
 */
record Sensor(Signal raw, double step, double scale, double least) implements Signal {

    @Override
    public double valueAt(long epochMillis) {
        return round(raw.valueAt(epochMillis)) * scale;
    }

    @Override
    public double reported(double value) {
        return Math.max(least, round(value / scale) * scale);
    }

    /** Rounds to a step with the whole number of steps per unit, so that 0.1 results in 12.3 and not in 12.299999. */
    private double round(double value) {
        double steps = Math.rint(1 / step);
        return Math.rint(value * steps) / steps;
    }
}
