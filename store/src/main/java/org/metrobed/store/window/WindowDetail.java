package org.metrobed.store.window;

import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;

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

    /** A revision with these details. */
    WindowRevision of(WindowRevision revision) {
        return this.equals(ALL)
                ? revision
                : revision.with()
                        .good(of(revision.good()))
                        .suspect(
                                suspect
                                        ? of(revision.suspect())
                                        : WindowRows.counted(revision.suspect().count()))
                        .build();
    }

    private Summary of(Summary summary) {
        return quantiles ? summary : summary.withQuantiles(Quantiles.EMPTY);
    }
}
