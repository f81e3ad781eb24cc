package org.metrobed.stream.catalog;

import java.util.Objects;

/**
 * Reports that the newest record of the catalog topic became unusable, or usable again. It is computed from the topic
 * alone. Consecutive unusable records are one fault; the next usable version ends it. Immutable.
 *
 * @param fromMillis the log time at which it is reported, milliseconds since 1970 UTC: when the version would be in
 *     force
 * @param number the offset of the first record of the fault
 * @param sinceMillis when the broker appended that record, milliseconds since 1970 UTC
 * @param repairedBy the version that ends the fault, {@link #NONE} at its begin
 * @param skipped how many records of the fault were skipped, 1 at its begin
 * @param problem why the first record is unusable
 */
public record CatalogNotice(
        long fromMillis, long number, long sinceMillis, long repairedBy, int skipped, String problem) {

    /** No version. */
    public static final long NONE = -1;

    public CatalogNotice {
        Objects.requireNonNull(problem, "problem");
    }

    /** The same fault, at its end. */
    CatalogNotice repaired(long atMillis, long version) {
        return new CatalogNotice(atMillis, number, sinceMillis, version, skipped, problem);
    }

    /** The same fault with one more record. */
    CatalogNotice withOneMore() {
        return new CatalogNotice(fromMillis, number, sinceMillis, repairedBy, skipped + 1, problem);
    }
}
