package org.metrobed.analysis.correlate;

import org.metrobed.model.AlertEvent;

/** On which side of what is expected an alert lies. */
public enum DeviationSide {
    ABOVE,
    BELOW,
    /** Nobody can tell. */
    NONE;

    /** The side of an alert: by its value and band, else by its peak, else by what is usual. */
    public static DeviationSide of(AlertEvent event) {
        DeviationSide now = of(event.observed(), event.expectedLow(), event.expectedHigh());
        if (now != NONE) {
            return now;
        }
        DeviationSide before = of(event.peak(), event.expectedLow(), event.expectedHigh());
        double usual = event.finding().expected();
        return before == NONE ? of(event.observed(), usual, usual) : before;
    }

    /** The side of a value; NaN bounds bind nothing. */
    static DeviationSide of(double value, double low, double high) {
        return value > high ? ABOVE : value < low ? BELOW : NONE;
    }
}
