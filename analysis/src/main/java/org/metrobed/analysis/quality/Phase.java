package org.metrobed.analysis.quality;

/** When the verdict of a test on a row is final. */
public enum Phase {
    /** At once, by the row alone; also for rows that come late or repeat a time. */
    ALONE,
    /** At once, by the row and those before it. */
    IN_ORDER,
    /** With the next row; until then it is not evaluated. */
    DECIDED_BY_NEXT,
    /** When the values of other datastreams at its time are there: {@link PeerTests}. */
    WITH_OTHERS
}
