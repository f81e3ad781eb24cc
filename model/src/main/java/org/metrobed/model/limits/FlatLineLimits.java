package org.metrobed.model.limits;

import java.util.Objects;

/**
 * What the flat-line test reads. Immutable.
 *
 * @param suspectSeconds values within tolerance for this long are suspect
 * @param failSeconds values within tolerance for this long fail
 * @param tolerance values whose range is smaller count as unchanged, in the datastream's unit; 0 switches the test off
 * @param policy what we ask beyond the reference
 */
public record FlatLineLimits(double suspectSeconds, double failSeconds, double tolerance, FlatLinePolicy policy) {

    private static final long SECOND_MICROS = 1_000_000;
    /** Longer thresholds, 100 years, never come into question. */
    private static final double NEVER_SECONDS = 3.2e9;

    public FlatLineLimits {
        Objects.requireNonNull(policy, "policy");
    }

    /** How many rows before the newest one must be unchanged to be suspect. */
    public long suspectCount(long intervalMicros) {
        return count(suspectSeconds, intervalMicros);
    }

    /** How many rows before the newest one must be unchanged to fail. */
    public long failCount(long intervalMicros) {
        return count(failSeconds, intervalMicros);
    }

    /** As {@link #suspectCount}, for the values that the policy exempts. */
    public long exemptSuspectCount(long intervalMicros) {
        return count(policy.exemptSuspectSeconds(), intervalMicros);
    }

    /** As {@link #failCount}, for the values that the policy exempts. */
    public long exemptFailCount(long intervalMicros) {
        return count(policy.exemptFailSeconds(), intervalMicros);
    }

    /** How many rows before the newest one the test looks back at most. */
    public long longestCount(long intervalMicros) {
        long longest = Math.max(finite(suspectCount(intervalMicros)), finite(failCount(intervalMicros)));
        if (policy.exempt() != null) {
            longest = Math.max(longest, finite(exemptSuspectCount(intervalMicros)));
            longest = Math.max(longest, finite(exemptFailCount(intervalMicros)));
        }
        return longest;
    }

    /** The reference drops fractions of a second of the threshold, and then of the quotient. */
    private static long count(double seconds, long intervalMicros) {
        if (!(seconds < NEVER_SECONDS)) {
            return Long.MAX_VALUE;
        }
        boolean wholeSeconds = intervalMicros % SECOND_MICROS == 0;
        long micros = wholeSeconds ? ((long) seconds) * SECOND_MICROS : Math.round(seconds * SECOND_MICROS);
        return micros / intervalMicros;
    }

    private static long finite(long count) {
        return count == Long.MAX_VALUE ? 0 : count;
    }
}
