package org.metrobed.store.alert;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What people said about the alerts of one rule for one property of a test-bed. Immutable.
 *
 * @param testbed the test-bed
 * @param property the observed property, or what takes its place for gateways and things
 * @param detector the rule of the catalog, or {@code watch} for anomaly detection
 * @param cause kind of finding, such as {@code threshold} or {@code jump}
 * @param alerts number of alerts, judged or not
 * @param real how many were right
 * @param notAFault how many were raised in vain
 * @param knownWork how many were right and caused by work that people knew of
 */
public record RulePrecision(
        String testbed,
        String property,
        String detector,
        String cause,
        int alerts,
        int real,
        int notAFault,
        int knownWork) {

    /** A rule with this many alerts that were no fault is proposed for change. */
    public static final int FALSE_CALLS = 10;

    public RulePrecision {
        Objects.requireNonNull(testbed, "testbed");
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(cause, "cause");
    }

    /** How many were judged. */
    public int judged() {
        return real + notAFault + knownWork;
    }

    /** The share of real alerts among real ones and those that were no fault; empty if there are none of either. */
    public OptionalDouble precision() {
        int decided = real + notAFault;
        return decided == 0 ? OptionalDouble.empty() : OptionalDouble.of(real / (double) decided);
    }

    /** Whether it called so often in vain that it is proposed for change. */
    public boolean isToChange() {
        return notAFault >= FALSE_CALLS;
    }
}
