package org.metrobed.simulators.replay;

import java.util.Objects;

/**
 * One replayed column. Immutable.
 *
 * @param column its name in the file's header
 * @param property its property
 * @param scale factor for the number
 * @param offset added after that
 */
public record ReplayColumn(String column, String property, double scale, double offset) {
    public ReplayColumn {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(property, "property");
    }

    /** Converts a number of the file to the datastream's unit. */
    double convert(double number) {
        return scale == 1 && offset == 0 ? number : number * scale + offset;
    }
}
