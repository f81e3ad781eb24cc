package org.metrobed.core.model;

import java.util.List;
import java.util.Objects;

/**
 * How a datastream is cleaned, windowed and watched: what the stream needs of the catalog. Immutable.
 *
 * @param datastream whose settings
 * @param catalogVersion the catalog version they were taken from
 * @param intervalMillis expected time between readings, milliseconds, at least 1
 * @param allowanceMillis how long out-of-order readings are waited for, milliseconds of the datastream's own time
 * @param graceMillis after this much log time without a reading the datastream is quiet: what waits is released and open
 *     windows close, milliseconds, at least 1
 * @param failLow lower end of the fail span, NaN when open
 * @param failHigh upper end of the fail span, NaN when open
 * @param suspectLow lower end of the suspect span, NaN when open
 * @param suspectHigh upper end of the suspect span, NaN when open
 * @param thresholds alert rules
 */
public record DatastreamSettings(
        String datastream,
        long catalogVersion,
        long intervalMillis,
        long allowanceMillis,
        long graceMillis,
        double failLow,
        double failHigh,
        double suspectLow,
        double suspectHigh,
        List<ThresholdRule> thresholds) {

    public DatastreamSettings {
        Objects.requireNonNull(datastream, "datastream");
        thresholds = List.copyOf(thresholds);
        if (intervalMillis < 1 || graceMillis < 1 || allowanceMillis < 0) {
            throw new IllegalArgumentException("interval and grace are at least 1 ms, allowance at least 0");
        }
    }

    /** These settings as of another catalog version. */
    public DatastreamSettings withCatalogVersion(long version) {
        return new DatastreamSettings(
                datastream,
                version,
                intervalMillis,
                allowanceMillis,
                graceMillis,
                failLow,
                failHigh,
                suspectLow,
                suspectHigh,
                thresholds);
    }
}
