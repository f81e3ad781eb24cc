package org.metrobed.catalog;

import java.util.Optional;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.Severity;
import org.metrobed.model.params.ParamSpec;

/**
 * What one place in a bundle says of how a datastream is watched: {@code off}, or {@code {severity: critical}}.
 *
 * @param options of what is found; empty where nothing is watched
 */
record AnomalyDetectionSetting(Optional<AnomalyDetectionOptions> options) {

    /** What holds for a measured datastream of which nothing is said. */
    static final AnomalyDetectionOptions DEFAULT = AnomalyDetectionOptions.of(Severity.WARNING);

    /** Reads it. */
    static Optional<AnomalyDetectionSetting> read(Field field) {
        if (field.isWord("off")) {
            return Optional.of(new AnomalyDetectionSetting(Optional.empty()));
        }
        if (!field.isMap()) {
            field.problem("must be 'off' or a map such as { severity: warning }");
            return Optional.empty();
        }
        return ParamReader.read(ParamSpec.of(AnomalyDetectionOptions.class), field)
                .map(found -> new AnomalyDetectionSetting(Optional.of(found)));
    }
}
