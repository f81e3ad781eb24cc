package org.metrobed.core.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Sentinels;
import org.metrobed.core.limits.Span;

/**
 * How a datastream is cleaned, windowed and watched: what the stream needs of the catalog. Immutable.
 *
 * @param datastream whose settings
 * @param catalogVersion the catalog version they were taken from
 * @param intervalMillis expected time between readings, milliseconds, at least 1
 * @param allowanceMillis how long out-of-order readings are waited for, milliseconds of the datastream's own time
 * @param graceMillis after this much log time without a reading the datastream is quiet: what waits is released and open
 *     windows close, milliseconds, at least 1
 * @param quality which tests run on it, with what thresholds
 * @param sentinels numbers of its payloads that stand for no value
 * @param thresholds alert rules
 */
public record DatastreamSettings(
        String datastream,
        long catalogVersion,
        long intervalMillis,
        long allowanceMillis,
        long graceMillis,
        QualityConfig quality,
        Sentinels sentinels,
        List<ThresholdRule> thresholds) {

    public DatastreamSettings {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(sentinels, "sentinels");
        thresholds = List.copyOf(thresholds);
        if (intervalMillis < 1 || graceMillis < 1 || allowanceMillis < 0) {
            throw new IllegalArgumentException("interval and grace are at least 1 ms, allowance at least 0");
        }
    }

    /** The span outside which a reading fails, in the datastream's unit. */
    public Span fail() {
        return quality.grossRange() == null ? Span.OPEN : quality.grossRange().fail();
    }

    /** The span outside which a reading is suspect, in the datastream's unit. */
    public Span suspect() {
        return quality.grossRange() == null ? Span.OPEN : quality.grossRange().suspect();
    }

    /** These settings as of another catalog version. */
    public DatastreamSettings withCatalogVersion(long version) {
        return new DatastreamSettings(
                datastream, version, intervalMillis, allowanceMillis, graceMillis, quality, sentinels, thresholds);
    }
}
