package org.metrobed.simulators;

/** Receives the progress of a long task, on the thread of the task; must return at once. */
@FunctionalInterface
public interface WorkProgress {

    /** Ignores the progress. */
    WorkProgress SILENT = (done, total) -> {};

    /**
     * Reports the progress.
     *
     * @param done in the unit of the task, never decreasing
     * @param total total amount, 0 while it is unknown
     */
    void at(long done, long total);
}
