package org.metrobed.store.write;

/** The surrogate numbers that columns need. */
interface Keys {

    /** The number of a datastream, which {@link RowWriter#prepare} has looked up. */
    int series(String datastream);

    /** The number of the pipeline version of this writer. */
    int pipeline();
}
