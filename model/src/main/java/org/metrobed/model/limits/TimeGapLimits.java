package org.metrobed.model.limits;

/**
 * What the time-gap test reads. Immutable.
 *
 * @param suspectSeconds a row that comes later after the one before is suspect; infinite: never
 * @param failSeconds a row that comes later after the one before fails; infinite: never
 * @param firstInherits true, as in the reference: the first row gets the verdict of the second one
 */
public record TimeGapLimits(double suspectSeconds, double failSeconds, boolean firstInherits) {}
