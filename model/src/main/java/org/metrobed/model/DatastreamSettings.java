package org.metrobed.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.limits.Company;
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
 * @param allowanceMillis how long out-of-order readings are waited for, milliseconds of the datastream's own time
 * @param graceMillis after this much log time without a reading the datastream is quiet: what waits is released, and while it
 *     stays so an open window closes this much after its end, milliseconds, at least 1
 * @param quality which tests run on it, with what thresholds
 * @param sentinels numbers of its payloads that stand for no value
 * @param thresholds alert rules
 * @param company which other datastreams its values are held against
 * @param derivation how its values are computed from other datastreams; {@link Derivation#NONE} when they are measured
 * @param products the datastreams that are computed from its windows of one hour
 * @param watch how it is watched
 */
public record DatastreamSettings(
        String datastream,
        long catalogVersion,
        Datastream.Statistic statistic,
        long intervalMillis,
        long allowanceMillis,
        long graceMillis,
        QualityConfig quality,
        Sentinels sentinels,
        List<ThresholdRule> thresholds,
        Company company,
        Derivation derivation,
        List<DatastreamSettings> products,
        Watch watch) {

    public DatastreamSettings {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(sentinels, "sentinels");
        Objects.requireNonNull(statistic, "statistic");
        Objects.requireNonNull(company, "company");
        Objects.requireNonNull(derivation, "derivation");
        Objects.requireNonNull(watch, "watch");
        thresholds = List.copyOf(thresholds);
        products = List.copyOf(products);
        if (intervalMillis < 1 || graceMillis < 1 || allowanceMillis < 0) {
            throw new IllegalArgumentException("interval and grace are at least 1 ms, allowance at least 0");
        }
    }

    /** Those of a datastream that is measured, and held against no other. */
    public DatastreamSettings(
            String datastream,
            long catalogVersion,
            long intervalMillis,
            long allowanceMillis,
            long graceMillis,
            QualityConfig quality,
            Sentinels sentinels,
            List<ThresholdRule> thresholds) {
        this(
                datastream,
                catalogVersion,
                Datastream.Statistic.MEAN,
                intervalMillis,
                allowanceMillis,
                graceMillis,
                quality,
                sentinels,
                thresholds,
                Company.NONE,
                Derivation.NONE,
                List.of(),
                Watch.OFF);
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
        return with(company, newDerivation, products, watch);
    }

    /** These settings of a datastream from whose hours these are computed. */
    public DatastreamSettings withProducts(List<DatastreamSettings> newProducts) {
        return with(company, derivation, newProducts, watch);
    }

    /** These settings, held against other datastreams. */
    public DatastreamSettings withCompany(Company others) {
        return with(others, derivation, products, watch);
    }

    /** These settings, watched so. */
    public DatastreamSettings withWatch(Watch newWatch) {
        return with(company, derivation, products, newWatch);
    }

    private DatastreamSettings with(
            Company newCompany, Derivation newDerivation, List<DatastreamSettings> newProducts, Watch newWatch) {
        return new DatastreamSettings(
                datastream,
                catalogVersion,
                statistic,
                intervalMillis,
                allowanceMillis,
                graceMillis,
                quality,
                sentinels,
                thresholds,
                newCompany,
                newDerivation,
                newProducts,
                newWatch);
    }

    /** These settings as of another catalog version. */
    public DatastreamSettings withCatalogVersion(long version) {
        return new DatastreamSettings(
                datastream,
                version,
                statistic,
                intervalMillis,
                allowanceMillis,
                graceMillis,
                quality,
                sentinels,
                thresholds,
                company,
                derivation,
                products.stream()
                        .map(product -> product.withCatalogVersion(version))
                        .toList(),
                watch);
    }
}
