package org.metrobed.model.limits;

/**
 * What the rate-of-change test reads. Immutable.
 *
 * @param suspect a faster change is suspect, units of the datastream per second; NaN: none
 * @param fail a faster change fails, units of the datastream per second; NaN: none
 * @param wholeSeconds true, as in the reference: time is counted in whole seconds, at least one; false, for sensors that read
 *     many times a second: exact time
 */
public record RateOfChangeLimits(double suspect, double fail, boolean wholeSeconds) {}
