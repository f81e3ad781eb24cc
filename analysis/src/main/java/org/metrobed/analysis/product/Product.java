package org.metrobed.analysis.product;

/** A datastream that is computed from other datastreams. Pure, stateless, thread-safe. */
public sealed interface Product permits ProductOfValues, ProductOfHours {

    /** Its description. */
    ProductInfo info();
}
