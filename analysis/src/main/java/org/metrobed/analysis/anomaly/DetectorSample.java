package org.metrobed.analysis.anomaly;

/**
 * One value as the components see it. Immutable.
 *
 * @param secondOfDay local time of day
 * @param weekend whether it is Saturday or Sunday there
 * @param value less the first value of the datastream, so that single precision suffices
 * @param step change since the value before; NaN when there is none, or a gap lies between
 * @param residual the value less what its hour usually has
 */
record DetectorSample(int secondOfDay, boolean weekend, double value, double step, double residual) {

    DetectorSample withResidual(double found) {
        return new DetectorSample(secondOfDay, weekend, value, step, found);
    }
}
