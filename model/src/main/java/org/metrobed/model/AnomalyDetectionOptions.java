package org.metrobed.model;

import java.util.Map;
import java.util.Objects;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.ParamSpec;

/**
 * What a bundle says of how a datastream is watched. A parameter more is one component more, and is read, checked, carried, shown
 * and documented from then on; it must be optional or say what holds without it. Immutable.
 *
 * @param severity severity of the alerts
 */
public record AnomalyDetectionOptions(
        @Param(tag = 1, name = "severity", doc = "severity of the alerts")
        Severity severity) {

    public AnomalyDetectionOptions {
        Objects.requireNonNull(severity, "severity");
    }

    /** With this severity; every other parameter is as in a bundle that does not state it. */
    public static AnomalyDetectionOptions of(Severity severity) {
        return ParamSpec.of(AnomalyDetectionOptions.class).make(Map.of("severity", severity));
    }
}
