package org.metrobed.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;

/**
 * The settings of a datastream's cleaning, windows and anomaly detection: the part of the catalog that the stream
 * needs. Immutable.
 *
 * @param datastream the datastream of these settings
 * @param catalogVersion the catalog version that contains them
 * @param statistic the statistic of one reading
 * @param intervalMillis expected time between readings, milliseconds, at least 1
 * @param maxOutOfOrdernessMillis maximum out-of-orderness of readings, milliseconds of phenomenon time
 * @param idleTimeoutMillis the datastream is idle after this much log time without a reading: readings that wait are
 *     released. While it is idle, an open window closes this much after its end. Milliseconds, at least 1
 * @param quality its quality tests and their thresholds
 * @param sentinels numbers in its payloads that mean "no value"
 * @param thresholds alert rules
 * @param peers other datastreams that its values are checked against
 * @param derivation how its values are computed from other datastreams; {@link Derivation#NONE} if they are measured
 * @param products the datastreams that are computed from its windows of one hour
 * @param anomalyDetection settings of its anomaly detection
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

    /** The range outside which a reading fails, in the datastream's unit. */
    public Span fail() {
        return quality.grossRange() == null ? Span.OPEN : quality.grossRange().fail();
    }

    /** The range outside which a reading is suspect, in the datastream's unit. */
    public Span suspect() {
        return quality.grossRange() == null ? Span.OPEN : quality.grossRange().suspect();
    }

    /** A copy with this derivation. */
    public DatastreamSettings withDerivation(Derivation newDerivation) {
        return with(peers, newDerivation, products, anomalyDetection);
    }

    /** A copy with these products, which are computed from its windows of one hour. */
    public DatastreamSettings withProducts(List<DatastreamSettings> newProducts) {
        return with(peers, derivation, newProducts, anomalyDetection);
    }

    /** A copy with these peers. */
    public DatastreamSettings withPeers(Peers others) {
        return with(others, derivation, products, anomalyDetection);
    }

    /** A copy with this anomaly detection. */
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

    /** A copy with another catalog version. */
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
