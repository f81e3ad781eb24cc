package org.metrobed.analysis.correlate;

import org.metrobed.model.AlertEvent;

/** What kind of thing an alert says is wrong. */
enum AlertClass {
    /** Values are where they are not expected: the sensor or its environment. */
    VALUE,
    /** Something that only a sensor, its clock or its way can do. */
    SENSOR,
    /** Nothing comes. */
    SILENCE,
    /** A cause that is not known here. */
    OTHER;

    /** The nature of an alert, by its cause. */
    static AlertClass of(AlertEvent event) {
        return switch (event.finding().cause()) {
            case "threshold", "season", "deviation", "unrest", "level-shift", "volatility", "jump" -> VALUE;
            case "stuck", "clock", "repeats", "quality" -> SENSOR;
            case "silence" -> SILENCE;
            default -> OTHER;
        };
    }
}
