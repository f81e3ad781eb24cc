package org.metrobed.simulators.city;

/**
 * A signal as a sensor shows it. Pure, immutable.
 *
 * @param raw what there is, in the quantity's own unit
 * @param step in which it is shown, in that unit
 * @param scale from that unit to the datastream's
 * @param least below which it shows nothing, in the datastream's unit
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

    /** To a step; through the whole number of steps a unit, so that 0.1 gives 12.3 and not 12.299999. */
    private double round(double value) {
        double steps = Math.rint(1 / step);
        return Math.rint(value * steps) / steps;
    }
}
