package org.metrobed.model;

import java.util.List;

/**
 * How the values of a statistic lie to one another. Values are in the datastream's unit; a value that is not finite gives
 * a result that is not finite.
 */
public enum Scale {
    /** On the line of numbers. */
    LINE {
        @Override
        public double difference(double to, double from) {
            return to - from;
        }

        @Override
        public double near(double value, double reference) {
            return value;
        }

        @Override
        public double wrap(double value) {
            return value;
        }

        @Override
        public double between(double from, double to, double share) {
            return from * (1 - share) + to * share;
        }

        @Override
        public double centre(List<Double> values) {
            return values.isEmpty() ? Double.NaN : 0;
        }
    },
    /** Around the circle of directions: {@link Circle}. */
    CIRCLE {
        @Override
        public double difference(double to, double from) {
            return Circle.difference(to, from);
        }

        @Override
        public double near(double value, double reference) {
            return Circle.near(value, reference);
        }

        @Override
        public double wrap(double value) {
            return Circle.wrap(value);
        }

        @Override
        public double between(double from, double to, double share) {
            return Circle.wrap(from + share * Circle.difference(to, from));
        }

        @Override
        public double centre(List<Double> values) {
            return Circle.mean(values);
        }
    };

    private static final double FULL_TURN = 360;

    /** The change from one value to another; on a circle the shorter way around, in [-180,180). */
    public abstract double difference(double to, double from);

    /** The value as the number nearest to a reference: on a circle with whole turns added; itself without one (NaN). */
    public abstract double near(double value, double reference);

    /** The usual number for a value: on a circle in [0,360). */
    public abstract double wrap(double value);

    /**
     * The usual number for a value that was scaled or offset. A number that was no direction stays as it is, so that tests see it.
     *
     * @param from the number before that
     */
    public double moved(double from, double value) {
        return Math.abs(from) <= FULL_TURN ? wrap(value) : value;
    }

    /**
     * The value between two others; on a circle on the shorter way.
     *
     * @param share of the way, in [0,1]
     */
    public abstract double between(double from, double to, double share);

    /**
     * The value beside which others are put in order: on a circle their vector mean, NaN if they cancel one another out; on
     * the line any number; NaN if there is no value.
     */
    public abstract double centre(List<Double> values);
}
