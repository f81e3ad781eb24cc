package org.metrobed.model.limits;

import java.util.Objects;

/**
 * What the attenuated-signal test reads. Immutable.
 *
 * @param suspect a smaller spread is suspect, in the datastream's unit
 * @param fail a smaller spread fails, in the datastream's unit
 * @param periodSeconds length of the window that ends with the row
 * @param minObservations fewer valid values in the window give no verdict
 * @param check how spread is measured
 * @param maxRows the most rows of a window that are remembered; of a fuller one the newest are judged
 */
public record AttenuatedSignalLimits(
        double suspect, double fail, double periodSeconds, int minObservations, Check check, int maxRows) {

    /** How spread is measured. */
    public enum Check {
        /** Population standard deviation. */
        STD,
        /** Largest less smallest value. */
        RANGE
    }

    /** @throws IllegalArgumentException when the period is not above 0 or no row could be remembered */
    public AttenuatedSignalLimits {
        Objects.requireNonNull(check, "check");
        if (!(periodSeconds > 0) || Double.isInfinite(periodSeconds)) {
            throw new IllegalArgumentException("period is " + periodSeconds + " s, must be above 0");
        }
        if (maxRows < 1 || minObservations > maxRows) {
            throw new IllegalArgumentException("at least " + Math.max(1, minObservations)
                    + " rows of a window must be remembered, not " + maxRows);
        }
    }

    /** Length of the window, microseconds. */
    public long periodMicros() {
        return Math.round(periodSeconds * 1e6);
    }
}
