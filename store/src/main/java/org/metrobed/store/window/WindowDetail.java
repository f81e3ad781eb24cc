package org.metrobed.store.window;

/**
 * What of windows is read beside their counts and the summary of good readings; what is not read is empty but for its count.
 * Immutable.
 *
 * @param suspect the summary of suspect readings
 * @param quantiles distributions, which are most of a row
 */
public record WindowDetail(boolean suspect, boolean quantiles) {
    /** Everything. */
    public static final WindowDetail ALL = new WindowDetail(true, true);
}
