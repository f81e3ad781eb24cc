package org.metrobed.api.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * When a version of the catalog holds. Immutable.
 *
 * @param version its number: the offset of its record in the catalog topic
 * @param contentHash of its files
 * @param effectiveFrom the log time from which records are decoded with it; {@link Instant#MIN} for the first
 */
public record CatalogVersion(long version, String contentHash, Instant effectiveFrom) {

    /** How long after its publication a version comes into force. */
    public static final Duration LEAD = Duration.ofSeconds(5);

    /** The version of a record that the broker stamped. */
    static CatalogVersion of(long offset, long appendedMillis, String contentHash, boolean first) {
        Instant from =
                first ? Instant.MIN : Instant.ofEpochMilli(appendedMillis).plus(LEAD);
        return new CatalogVersion(offset, contentHash, from);
    }
}
