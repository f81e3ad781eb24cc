package org.metrobed.store.write;

/** What columns need to know of their writer. */
interface Keys {

    /** The number of a datastream, which {@link RowWriter#prepare} has looked up. */
    int series(String datastream);

    /** The number of the pipeline version of this writer. */
    int pipeline();

    /** Whether a value that follows from the rest of its row is null, so that the row is shorter. */
    boolean leavesOut();

    /** The time of writing, milliseconds since 1970 UTC. */
    long nowMillis();
}
