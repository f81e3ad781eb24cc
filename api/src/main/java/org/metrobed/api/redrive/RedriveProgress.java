package org.metrobed.api.redrive;

/** Receives the progress of a run, on the thread of the run. */
@FunctionalInterface
public interface RedriveProgress {

    /** Ignores the progress. */
    RedriveProgress NONE = (done, total) -> {};

    /** {@code done} of {@code total} are done. */
    void at(long done, long total);
}
