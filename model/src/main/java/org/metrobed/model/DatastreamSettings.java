package org.metrobed.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;

/**
 * How a datastream is cleaned, windowed and watched: what the stream needs of the catalog. Immutable.
 *
 * @param datastream whose settings
 * @param catalogVersion the catalog version they were taken from
 * @param statistic what one reading is
 * @param intervalMillis expected time between readings, milliseconds, at least 1
 * @param maxOutOfOrdernessMillis how long out-of-order readings are waited for, milliseconds of the datastream's own time
 * @param idleTimeoutMillis after this much log time without a reading the datastream is quiet: what waits is released, and while it
 *     stays so an open window closes this much after its end, milliseconds, at least 1
 * @param quality which tests run on it, with what thresholds
 * @param sentinels numbers of its payloads that stand for no value
 * @param thresholds alert rules
 * @param peers which other datastreams its values are held against
 * @param derivation how its values are computed from other datastreams; {@link Derivation#NONE} when they are measured
 * @param products the datastreams that are computed from its windows of one hour
 * @param anomalyDetection how it is watched
 */
public record DatastreamSettings(
        String datastream,
        long catalogVersion,
        Datastream.Statistic statistic,
        long intervalMillis,
        long maxOutOfOrdernessMillis,
        long idleTimeoutMillis,
        QualityConfig quality,
        Sentinels sentinels,
        List<ThresholdRule> thresholds,
        Peers peers,
        Derivation derivation,
        List<DatastreamSettings> products,
        AnomalyDetection anomalyDetection) {

    public DatastreamSettings {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(sentinels, "sentinels");
        Objects.requireNonNull(statistic, "statistic");
        Objects.requireNonNull(peers, "company");
        Objects.requireNonNull(derivation, "derivation");
        Objects.requireNonNull(anomalyDetection, "watch");
        thresholds = List.copyOf(thresholds);
        products = List.copyOf(products);
        if (intervalMillis < 1 || idleTimeoutMillis < 1 || maxOutOfOrdernessMillis < 0) {
            throw new IllegalArgumentException("interval and grace are at least 1 ms, allowance at least 0");
        }
    }

    /** Those of a datastream that is measured, and held against no other. */
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
                Datastream.Statistic.MEAN,
                intervalMillis,
                maxOutOfOrdernessMillis,
                idleTimeoutMillis,
                quality,
                sentinels,
                thresholds,
                Peers.NONE,
                Derivation.NONE,
                List.of(),
                AnomalyDetection.OFF);
    }

    /** The span outside which a reading fails, in the datastream's unit. */
    public Span fail() {
        return quality.grossRange() == null ? Span.OPEN : quality.grossRange().fail();
    }

    /** The span outside which a reading is suspect, in the datastream's unit. */
    public Span suspect() {
        return quality.grossRange() == null ? Span.OPEN : quality.grossRange().suspect();
    }

    /** These settings of a datastream that is computed so. */
    public DatastreamSettings withDerivation(Derivation newDerivation) {
        return with(peers, newDerivation, products, anomalyDetection);
    }

    /** These settings of a datastream from whose hours these are computed. */
    public DatastreamSettings withProducts(List<DatastreamSettings> newProducts) {
        return with(peers, derivation, newProducts, anomalyDetection);
    }

    /** These settings, held against other datastreams. */
    public DatastreamSettings withPeers(Peers others) {
        return with(others, derivation, products, anomalyDetection);
    }

    /** These settings, watched so. */
    public DatastreamSettings withAnomalyDetection(AnomalyDetection newAnomalyDetection) {
        return with(peers, derivation, products, newAnomalyDetection);
    }

    private DatastreamSettings with(
            Peers newPeers,
            Derivation newDerivation,
            List<DatastreamSettings> newProducts,
            AnomalyDetection newAnomalyDetection) {
        return new DatastreamSettings(
                datastream,
                catalogVersion,
                statistic,
                intervalMillis,
                maxOutOfOrdernessMillis,
                idleTimeoutMillis,
                quality,
                sentinels,
                thresholds,
                newPeers,
                newDerivation,
                newProducts,
                newAnomalyDetection);
    }

    /** These settings as of another catalog version. */
    public DatastreamSettings withCatalogVersion(long version) {
        return new DatastreamSettings(
                datastream,
                version,
                statistic,
                intervalMillis,
                maxOutOfOrdernessMillis,
                idleTimeoutMillis,
                quality,
                sentinels,
                thresholds,
                peers,
                derivation,
                products.stream()
                        .map(product -> product.withCatalogVersion(version))
                        .toList(),
                anomalyDetection);
    }
}
