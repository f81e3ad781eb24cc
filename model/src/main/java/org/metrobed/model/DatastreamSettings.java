package org.metrobed.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Ranges;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.Param;

/**
 * The settings of a datastream's cleaning, windows and anomaly detection: the part of the catalog that the stream
 * needs. Immutable.
 *
 * @param datastream whose settings
 * @param catalogVersion the catalog version they were taken from
 * @param options what is said by one value each
 * @param quality which tests run on it, with what thresholds
 * @param sentinels numbers of its payloads that stand for no value
 * @param thresholds alert rules
 * @param peers other datastreams that its values are checked against
 * @param derivation how its values are computed from other datastreams; {@link Derivation#NONE} if they are measured
 * @param products the datastreams that are computed from its windows of one hour
 * @param anomalyDetection settings of its anomaly detection
 */
@RecordBuilder
public record DatastreamSettings(
        @Param(tag = 1) String datastream,
        @Param(tag = 2) long catalogVersion,
        @Param(tag = 3) DatastreamOptions options,
        @Param(tag = 4) QualityConfig quality,
        @Param(tag = 5) Sentinels sentinels,
        @Param(tag = 6, optional = true) List<ThresholdRule> thresholds,
        @Param(tag = 7) Peers peers,
        @Param(tag = 8) Derivation derivation,
        @Param(tag = 9, optional = true) List<DatastreamSettings> products,
        @Param(tag = 10) AnomalyDetection anomalyDetection)
        implements DatastreamSettingsBuilder.With {

    public DatastreamSettings {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(sentinels, "sentinels");
        Objects.requireNonNull(peers, "peers");
        Objects.requireNonNull(derivation, "derivation");
        Objects.requireNonNull(anomalyDetection, "anomalyDetection");
        thresholds = List.copyOf(thresholds);
        products = List.copyOf(products);
        if (options.idleTimeoutMillis() < 1) {
            throw new IllegalArgumentException("the idle timeout is at least 1 ms");
        }
    }

    /** Settings of a measured datastream without peers. */
    public DatastreamSettings(
            String datastream,
            long catalogVersion,
            long intervalMillis,
            long maxOutOfOrdernessMillis,
            long idleTimeoutMillis,
            QualityConfig quality,
            Sentinels sentinels,
            List<ThresholdRule> thresholds) {
        this(
                datastream,
                catalogVersion,
                DatastreamOptions.of(
                        Datastream.Statistic.MEAN, intervalMillis, maxOutOfOrdernessMillis, idleTimeoutMillis),
                quality,
                sentinels,
                thresholds,
                Peers.NONE,
                Derivation.NONE,
                List.of(),
                AnomalyDetection.OFF);
    }

    /** What one reading is. */
    public Datastream.Statistic statistic() {
        return options.statistic();
    }

    /** The meaning of its readings over time. */
    public ReadingKind kind() {
        return options.kind();
    }

    /** The meaning of the time stamps of its readings. */
    public Datastream.Stamp stamp() {
        return options.stamp() == null ? options.statistic().usualStamp() : options.stamp();
    }

    /** Expected time between readings, milliseconds, at least 1. */
    public long intervalMillis() {
        return options.intervalMillis();
    }

    /** How long out-of-order readings are waited for, milliseconds of the datastream's own time. */
    public long maxOutOfOrdernessMillis() {
        return options.maxOutOfOrdernessMillis();
    }

    /** After this much log time without a reading the datastream is idle, milliseconds, at least 1. */
    public long idleTimeoutMillis() {
        return options.idleTimeoutMillis();
    }

    /** The span outside which a reading fails, in the datastream's unit. */
    public Span fail() {
        return quality.findRanges().map(Ranges::fail).orElse(Span.OPEN);
    }

    /** The range outside which a reading is suspect, in the datastream's unit. */
    public Span suspect() {
        return quality.findRanges().map(Ranges::suspect).orElse(Span.OPEN);
    }

    /** A copy with another catalog version, as have its products. */
    @Override
    public DatastreamSettings withCatalogVersion(long version) {
        return with().catalogVersion(version)
                .products(products.stream()
                        .map(product -> product.withCatalogVersion(version))
                        .toList())
                .build();
    }
}
