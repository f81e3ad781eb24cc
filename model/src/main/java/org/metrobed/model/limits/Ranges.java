package org.metrobed.model.limits;

/** The spans of a datastream's values, in its unit. */
public interface Ranges {

    /** A value outside this span fails. */
    Span fail();

    /** A value outside this span is suspect. */
    Span suspect();
}
