package org.metrobed.api.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * A version of the catalog and the time from which it is in force. Immutable.
 *
 * @param version its number: the offset of its record in the catalog topic
 * @param contentHash hash of its files
 * @param effectiveFrom the log time from which records are decoded with it; {@link Instant#MIN} for the first
 */
public record CatalogVersion(long version, String contentHash, Instant effectiveFrom) {

    /** Time from the publication of a version until it is in force. */
    public static final Duration LEAD = Duration.ofSeconds(5);

    /** The version of a record with a broker timestamp. */
    static CatalogVersion of(long offset, long appendedMillis, String contentHash, boolean first) {
        Instant from =
                first ? Instant.MIN : Instant.ofEpochMilli(appendedMillis).plus(LEAD);
        return new CatalogVersion(offset, contentHash, from);
    }
}
