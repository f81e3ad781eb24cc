package org.metrobed.analysis.anomaly;

/**
 * One value as the components receive it. Immutable.
 *
 * @param secondOfDay local time of day, seconds
 * @param weekend whether the local day is Saturday or Sunday
 * @param value the value minus the first value of the datastream, so that single precision is enough
 * @param step change since the value before; NaN if there is none or a gap is between them
 * @param residual the value minus the usual value of its hour
 */
record DetectorSample(int secondOfDay, boolean weekend, double value, double step, double residual) {

    DetectorSample withResidual(double found) {
        return new DetectorSample(secondOfDay, weekend, value, step, found);
    }
}
