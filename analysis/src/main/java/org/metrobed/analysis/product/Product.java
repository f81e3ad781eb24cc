package org.metrobed.analysis.product;

/** Something that is computed from datastreams and is a datastream itself. Pure, stateless, thread-safe. */
public sealed interface Product permits ProductOfValues, ProductOfHours {

    /** What it is. */
    ProductInfo info();
}
