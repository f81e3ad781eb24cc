package org.metrobed.model;

import java.util.Map;
import java.util.Objects;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.ParamSpec;

/**
 * The options of anomaly detection of a datastream, as a bundle states them. A parameter more is one component more, and is read, checked, carried, shown
 * and documented from then on; it must be optional or say what holds without it. Immutable.
 *
 * @param severity how urgent what is found is
 */
public record AnomalyDetectionOptions(
        @Param(tag = 1, name = "severity", doc = "how urgent what is found is")
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
