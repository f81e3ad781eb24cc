package org.metrobed.store.window;

/**
 * Which details of windows are read in addition to their counts and the summary of good readings. A detail that is not
 * read is empty except for its count. Immutable.
 *
 * @param suspect the summary of suspect readings
 * @param quantiles distributions, which are most of a row's bytes
 */
public record WindowDetail(boolean suspect, boolean quantiles) {
    /** Everything. */
    public static final WindowDetail ALL = new WindowDetail(true, true);
}
