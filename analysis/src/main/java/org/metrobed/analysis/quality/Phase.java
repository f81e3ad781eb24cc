package org.metrobed.analysis.quality;

/** When the verdict of a test on a row is final. */
public enum Phase {
    /** At once, from the row alone; also for late rows and duplicate times. */
    ALONE,
    /** At once, from the row and those before it. */
    IN_ORDER,
    /** With the next row; until then it is not evaluated. */
    DECIDED_BY_NEXT,
    /** When the values of the peers at its time have come: {@link PeerTests}. */
    WITH_OTHERS
}
