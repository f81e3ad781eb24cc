package org.metrobed.api.redrive;

/** Told how far a run is; called on the thread of the run. */
@FunctionalInterface
public interface RedriveProgress {

    /** Tells nobody. */
    RedriveProgress NONE = (done, total) -> {};

    /** So many of so many are done. */
    void at(long done, long total);
}
