package org.metrobed.analysis.correlate;

import java.util.Objects;
import org.metrobed.model.Site;

/**
 * How far the newest value of a monitored datastream deviates from what is expected. One is emitted for each value that
 * anomaly detection judges. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param atMicros phenomenon time of the value, microseconds since 1970 UTC
 * @param recordedMillis log time, milliseconds since 1970 UTC
 * @param value in the datastream's unit
 * @param expected the usual value; NaN if nothing is known yet
 * @param expectedLow lower bound of the band that holds about 99 of 100 ordinary values; NaN if nothing is known yet
 * @param expectedHigh upper bound of that band
 * @param site location of the datastream
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
