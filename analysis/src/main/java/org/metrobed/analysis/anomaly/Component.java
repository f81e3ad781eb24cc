package org.metrobed.analysis.anomaly;

/** Measures one kind of unusual behaviour. Mutable, one thread. */
interface Component extends SavedState {

    /**
     * How surprising the sample is, compared with all samples before it. The sample is then added to them.
     *
     * @return minus the decimal logarithm of the share of earlier samples that were as extreme; 0 is ordinary
     */
    double surprise(DetectorSample sample);

    Cause cause();
}
