package org.metrobed.simulators;

/** Told how a long piece of work goes on; called by the thread that does it, so it returns at once. */
@FunctionalInterface
public interface WorkProgress {

    /** Nobody listens. */
    WorkProgress SILENT = (done, total) -> {};

    /**
     * So much is done.
     *
     * @param done in the unit of the work, never decreasing
     * @param total how much there is, 0 while that is not known
     */
    void at(long done, long total);
}
