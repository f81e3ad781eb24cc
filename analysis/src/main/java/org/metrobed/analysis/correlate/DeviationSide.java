package org.metrobed.analysis.correlate;

import org.metrobed.model.AlertEvent;

/** The side of the expected band on which an alert's value is. */
public enum DeviationSide {
    ABOVE,
    BELOW,
    /** The side is not known. */
    NONE;

    /**
     * The side of an alert. It comes from its value and band, otherwise from its peak, otherwise from the usual value.
     */
    public static DeviationSide of(AlertEvent event) {
        DeviationSide now = of(event.observed(), event.expectedLow(), event.expectedHigh());
        if (now != NONE) {
            return now;
        }
        DeviationSide before = of(event.peak(), event.expectedLow(), event.expectedHigh());
        double usual = event.finding().expected();
        return before == NONE ? of(event.observed(), usual, usual) : before;
    }

    /** The side of a value. A NaN bound is ignored. */
    static DeviationSide of(double value, double low, double high) {
        return value > high ? ABOVE : value < low ? BELOW : NONE;
    }
}
