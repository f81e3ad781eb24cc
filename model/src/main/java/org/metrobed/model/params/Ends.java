package org.metrobed.model.params;

/**
 * A span of numbers; both ends are included. Implemented by a record whose two components are the ends in this order.
 */
public interface Ends {

    /** Its lower end; NaN if open. */
    double low();

    /** Its upper end; NaN if open. */
    double high();
}
