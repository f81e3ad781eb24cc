package org.metrobed.core.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.core.limits.Company;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Ranges;
import org.metrobed.core.limits.Sentinels;
import org.metrobed.core.limits.Span;
import org.metrobed.core.params.Param;

/**
 * How a datastream is cleaned, windowed and watched: what the stream needs of the catalog. Immutable.
 *
 * @param datastream whose settings
 * @param catalogVersion the catalog version they were taken from
 * @param options what is said by one value each
 * @param quality which tests run on it, with what thresholds
 * @param sentinels numbers of its payloads that stand for no value
 * @param thresholds alert rules
 * @param company which other datastreams its values are held against
 * @param derivation how its values are computed from other datastreams; {@link Derivation#NONE} when they are measured
 * @param products the datastreams that are computed from its windows of one hour
 * @param watch how it is watched
 */
public record DatastreamSettings(
        @Param(tag = 1) String datastream,
        @Param(tag = 2) long catalogVersion,
        @Param(tag = 3) DatastreamOptions options,
        @Param(tag = 4) QualityConfig quality,
        @Param(tag = 5) Sentinels sentinels,
        @Param(tag = 6, optional = true) List<ThresholdRule> thresholds,
        @Param(tag = 7) Company company,
        @Param(tag = 8) Derivation derivation,
        @Param(tag = 9, optional = true) List<DatastreamSettings> products,
        @Param(tag = 10) Watch watch) {

    public DatastreamSettings {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(quality, "quality");
        Objects.requireNonNull(sentinels, "sentinels");
        Objects.requireNonNull(company, "company");
        Objects.requireNonNull(derivation, "derivation");
        Objects.requireNonNull(watch, "watch");
        thresholds = List.copyOf(thresholds);
        products = List.copyOf(products);
        if (options.graceMillis() < 1) {
            throw new IllegalArgumentException("grace is at least 1 ms");
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
                DatastreamOptions.of(Datastream.Statistic.MEAN, intervalMillis, allowanceMillis, graceMillis),
                quality,
                sentinels,
                thresholds,
                Company.NONE,
                Derivation.NONE,
                List.of(),
                Watch.OFF);
    }

    /** What one reading is. */
    public Datastream.Statistic statistic() {
        return options.statistic();
    }

    /** Expected time between readings, milliseconds, at least 1. */
    public long intervalMillis() {
        return options.intervalMillis();
    }

    /** How long out-of-order readings are waited for, milliseconds of the datastream's own time. */
    public long allowanceMillis() {
        return options.allowanceMillis();
    }

    /** After this much log time without a reading the datastream is quiet, milliseconds, at least 1. */
    public long graceMillis() {
        return options.graceMillis();
    }

    /** The span outside which a reading fails, in the datastream's unit. */
    public Span fail() {
        return quality.findRanges().map(Ranges::fail).orElse(Span.OPEN);
    }

    /** The span outside which a reading is suspect, in the datastream's unit. */
    public Span suspect() {
        return quality.findRanges().map(Ranges::suspect).orElse(Span.OPEN);
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
                options,
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
                options,
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
