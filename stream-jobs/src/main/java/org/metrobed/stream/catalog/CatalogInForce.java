package org.metrobed.stream.catalog;

import org.metrobed.catalog.Catalog;

/**
 * One version of the catalog and the log time from which it is in force. Immutable.
 *
 * @param fromMillis first log time at which it is in force, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} for the
 *     first version ever
 * @param catalog the compiled version
 */
public record CatalogInForce(long fromMillis, Catalog catalog) {}
