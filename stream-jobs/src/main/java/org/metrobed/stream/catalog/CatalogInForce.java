package org.metrobed.stream.catalog;

import java.util.HashMap;
import java.util.Map;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.SourceKeys;
import org.metrobed.model.TestBed;

/**
 * One version of the catalog and the log time from which it is in force. Immutable.
 *
 * @param fromMillis first log time at which it is in force, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} for the
 *     first version ever
 * @param catalog the compiled version
 * @param keysFromMillis by test-bed, the log time from which messages have had the Kafka keys that they have in this version;
 *     absent if they have always had them
 */
public record CatalogInForce(long fromMillis, Catalog catalog, Map<String, Long> keysFromMillis) {

    public CatalogInForce {
        keysFromMillis = Map.copyOf(keysFromMillis);
    }

    /** The first version, or the only one. */
    public CatalogInForce(long fromMillis, Catalog catalog) {
        this(fromMillis, catalog, Map.of());
    }

    /** The version that follows this one. A test-bed that no version before had has always had its keys. */
    CatalogInForce next(long nextFromMillis, Catalog next) {
        Map<String, Long> keys = new HashMap<>(keysFromMillis);
        for (TestBed testbed : catalog.testbeds()) {
            if (!SourceKeys.areSame(testbed.id(), catalog, next)) {
                keys.put(testbed.id(), nextFromMillis);
            }
        }
        for (TestBed testbed : next.testbeds()) {
            if (catalog.findTestbed(testbed.id()).isEmpty()) {
                keys.computeIfPresent(testbed.id(), (id, removed) -> nextFromMillis);
            }
        }
        return new CatalogInForce(nextFromMillis, next, keys);
    }
}
