package org.metrobed.stream.catalog;

import java.util.Objects;

/**
 * A change of whether the newest record of the catalog topic can be used, which follows from the topic alone. Records that
 * cannot be used one after the other are one fault; the next version that can be used ends it. Immutable.
 *
 * @param fromMillis the log time at which it is told, milliseconds since 1970 UTC: when the version would hold
 * @param number the offset of the first record of the fault
 * @param sinceMillis when the broker appended that record, milliseconds since 1970 UTC
 * @param repairedBy the version that ends the fault, {@link #NONE} where the fault begins
 * @param skipped how many records of the fault were skipped, 1 where it begins
 * @param problem why the first record cannot be used
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
