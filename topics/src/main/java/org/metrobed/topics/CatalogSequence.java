package org.metrobed.topics;

/**
 * Decides which versions of the catalog topic count, from their order alone: every reader that begins at the first
 * record decides the same. A conditional version counts only if the version that it follows is the newest that counts, so
 * of several publications at once the first one counts; the others are made again on top of it. A version that does not
 * compile counts too. Not thread-safe.
 */
public final class CatalogSequence {

    private long newest = CatalogRecord.Version.NONE;

    /**
     * Whether the next version of the topic counts. The first one always does, so that a topic without its beginning can
     * be read. One that is read again does not.
     *
     * @param number its offset
     */
    public boolean accepts(long number, CatalogRecord.Version version) {
        boolean current =
                version.publication().isEmpty() || newest == CatalogRecord.Version.NONE || version.follows() == newest;
        boolean counts = current && number > newest;
        if (counts) {
            newest = number;
        }
        return counts;
    }

    /** The number of the newest version that counts; {@link CatalogRecord.Version#NONE} before the first. */
    public long newest() {
        return newest;
    }
}
