package org.metrobed.analysis.correlate;

import java.util.Objects;
import org.metrobed.model.Site;

/**
 * How a watched datastream stands to what is expected of it, told each time that the watch has judged a value. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param atMicros phenomenon time of the value, microseconds since 1970 UTC
 * @param recordedMillis log time, milliseconds since 1970 UTC
 * @param value in the datastream's unit
 * @param expected the usual value, NaN when nothing is known yet
 * @param expectedLow about 99 of 100 ordinary values lie from here, NaN when nothing is known yet
 * @param expectedHigh to here
 * @param site where the datastream stands
 */
public record Deviation(
        String datastream,
        long atMicros,
        long recordedMillis,
        double value,
        double expected,
        double expectedLow,
        double expectedHigh,
        Site site) {
    public Deviation {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(site, "site");
    }
}
