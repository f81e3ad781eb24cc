package org.metrobed.analysis.anomaly;

/** One way to be unusual. Mutable, one thread. */
interface Component extends SavedState {

    /**
     * How surprising the sample is by what was seen before it, which it then joins.
     *
     * @return minus the decimal logarithm of the share of earlier samples that were as extreme; 0 is ordinary
     */
    double surprise(DetectorSample sample);

    Cause cause();
}
