package org.metrobed.model;

import java.util.Map;
import java.util.Objects;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.ParamSpec;

/**
 * Settings of the anomaly detection of a datastream in a bundle. A new component is a new setting: it is read,
 * checked, carried, shown and documented. A component must be optional or have a default. Immutable.
 *
 * @param severity severity of the alerts
 */
public record AnomalyDetectionOptions(
        @Param(tag = 1, name = "severity", doc = "severity of the alerts")
        Severity severity) {

    /** The key of these options in a bundle, and before the dot in the name of one of them. */
    public static final String KEY = "anomaly-detection";

    public AnomalyDetectionOptions {
        Objects.requireNonNull(severity, "severity");
    }

    /** With this severity; every other parameter is as in a bundle that does not state it. */
    public static AnomalyDetectionOptions of(Severity severity) {
        return ParamSpec.of(AnomalyDetectionOptions.class).make(Map.of("severity", severity));
    }
}
