package org.metrobed.simulators.replay;

import java.util.Objects;

/**
 * One column that is replayed. Immutable.
 *
 * @param column its name in the file's header
 * @param property the property that it becomes
 * @param scale what a number is multiplied by
 * @param offset what is added after that
 */
public record ReplayColumn(String column, String property, double scale, double offset) {
    public ReplayColumn {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(property, "property");
    }

    /** A number of the file in the datastream's unit. */
    double convert(double number) {
        return scale == 1 && offset == 0 ? number : number * scale + offset;
    }
}
