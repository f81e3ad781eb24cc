package org.metrobed.stream.catalog;

import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.SourceKeys;

/**
 * One version of the catalog and the log time from which it is in force. Immutable.
 *
 * @param fromMillis first log time at which it is in force, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} for the
 *     first version ever
 * @param catalog the compiled version
 * @param keysFromMillis log time from which messages of all datastreams have had the Kafka keys that they have in this version;
 *     milliseconds since 1970 UTC, 0 if they have always had them
 */
public record CatalogInForce(long fromMillis, Catalog catalog, long keysFromMillis) {

    /** The first version, or the only one. */
    public CatalogInForce(long fromMillis, Catalog catalog) {
        this(fromMillis, catalog, 0);
    }

    /** The version that follows this one. */
    CatalogInForce next(long nextFromMillis, Catalog next) {
        return new CatalogInForce(
                nextFromMillis, next, SourceKeys.areSame(catalog, next) ? keysFromMillis : nextFromMillis);
    }
}
