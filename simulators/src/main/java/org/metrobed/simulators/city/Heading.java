package org.metrobed.simulators.city;

import org.metrobed.model.Circle;

/**
 * A direction such as that of the wind, as its vane reports it: whole degrees in [0,360). It turns around a prevailing
 * direction and goes across north like across any other. Pure, immutable.
 *
 * @param noise of its own
 */
record Heading(Noise noise) implements Signal {

    private static final double CIRCLE = 360;
    /** Standard deviation around the prevailing direction, degrees. */
    private static final double SWING = 60;

    private static final long DAY = 86_400_000L;

    @Override
    public double valueAt(long epochMillis) {
        double prevailing = CIRCLE * noise.child("prevailing").uniform(0);
        return reported(prevailing + SWING * noise.wander(epochMillis, DAY));
    }

    @Override
    public double reported(double value) {
        return Circle.wrap(Math.rint(value));
    }
}
