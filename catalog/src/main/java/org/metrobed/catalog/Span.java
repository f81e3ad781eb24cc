package org.metrobed.catalog;

/** A range of values, both ends in it; NaN where it is open. */
record Span(double low, double high) {

    static final Span OPEN = new Span(Double.NaN, Double.NaN);

    /** Whether all of the other lies in this. */
    boolean holds(Span inner) {
        return !(inner.lowest() < lowest()) && !(inner.highest() > highest());
    }

    double lowest() {
        return Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
    }

    double highest() {
        return Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
    }

    /** As tests read it. */
    org.metrobed.core.limits.Span toLimits() {
        return new org.metrobed.core.limits.Span(low, high);
    }

    @Override
    public String toString() {
        return "[" + (Double.isNaN(low) ? "open" : low) + ", " + (Double.isNaN(high) ? "open" : high) + "]";
    }
}
