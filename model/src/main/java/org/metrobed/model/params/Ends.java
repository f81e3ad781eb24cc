package org.metrobed.model.params;

/** A span of numbers, both ends belong to it. Implemented by a record whose two components are the ends in this order. */
public interface Ends {

    /** Its lower end; NaN when open. */
    double low();

    /** Its upper end; NaN when open. */
    double high();
}
