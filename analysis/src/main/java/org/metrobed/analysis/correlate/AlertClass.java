package org.metrobed.analysis.correlate;

import org.metrobed.model.AlertEvent;

/** The kind of fault that an alert reports. */
enum AlertClass {
    /** Values are not as expected. The reason is the sensor or its environment. */
    VALUE,
    /** Only the sensor, its clock or its connection can cause this. */
    SENSOR,
    /** No readings arrive. */
    SILENCE,
    /** The cause is not known to the correlator. */
    OTHER;

    /** The class of an alert, derived from its cause. */
    static AlertClass of(AlertEvent event) {
        return switch (event.finding().cause()) {
            case "threshold", "season", "deviation", "unrest", "level-shift", "volatility", "jump", "loss" -> VALUE;
            case "stuck", "clock", "repeats", "quality", "clipping", "copied-block", "unit" -> SENSOR;
            case "silence" -> SILENCE;
            default -> OTHER;
        };
    }
}
