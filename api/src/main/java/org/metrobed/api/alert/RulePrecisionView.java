package org.metrobed.api.alert;

import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.store.alert.RulePrecision;

/** What people said about the alerts of one rule for one property. */
public record RulePrecisionView(
        @Doc("test-bed") String testbed,

        @Doc("observed property; gateway, thing or ingest if the alert is of one")
        String property,

        @Doc("the catalog's name of the rule; watch for anomaly detection")
        String detector,

        @Doc("kind of finding: threshold, silence, …") String cause,
        @Doc("number of its alerts, judged or not") int alerts,
        @Doc("number of alerts with a verdict") int judged,
        @Doc("alerts that were right") int real,
        @Doc("alerts that were raised in vain") int notAFault,

        @Doc("alerts that were right and caused by work that people knew of")
        int knownWork,

        @Doc(value = "real divided by real and notAFault; null if there are none of either", nullable = true)
        Double precision,

        @Doc(value = "what to change, from ten alerts that were no fault on; else null", nullable = true)
        String proposal) {

    /** The view of a count. */
    public static RulePrecisionView of(RulePrecision one) {
        return new RulePrecisionView(
                one.testbed(),
                one.property(),
                one.detector(),
                one.cause(),
                one.alerts(),
                one.judged(),
                one.real(),
                one.notAFault(),
                one.knownWork(),
                one.precision().isPresent() ? one.precision().getAsDouble() : null,
                one.isToChange() ? proposal(one) : null);
    }

    /** The parts by which it is ordered. */
    static List<String> key(RulePrecision one) {
        return List.of(one.testbed(), one.property(), one.detector(), one.cause());
    }

    private static String proposal(RulePrecision one) {
        String count = one.notAFault() + " of " + one.judged() + " judged alerts were no fault: ";
        return count
                + switch (one.cause()) {
                    case "threshold" ->
                        "raise the threshold '" + one.detector() + "' of " + one.property()
                                + ", give it a longer 'for', or remove it";
                    case "silence" ->
                        "check the 'interval' of " + one.property() + ": readings come more rarely than it says";
                    case "stuck" ->
                        "check the resolution of " + one.property()
                                + ", or set its 'anomaly-detection' to severity info or off";
                    default ->
                        "set 'anomaly-detection' of " + one.property() + " to severity info or off where it is wrong";
                };
    }
}
