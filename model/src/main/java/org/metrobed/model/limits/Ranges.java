package org.metrobed.model.limits;

/** The spans of a datastream's values, in its unit. */
public interface Ranges {

    /** Outside it a value fails. */
    Span fail();

    /** Outside it a value is suspect. */
    Span suspect();
}
