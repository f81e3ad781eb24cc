package org.metrobed.catalog.syntax;

import java.util.Optional;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.Severity;
import org.metrobed.model.params.ParamSpec;

/**
 * The anomaly detection setting of one layer of a bundle: {@code off}, or {@code {severity: critical}}.
 *
 * @param options of the alerts; empty if anomaly detection is off
 */
public record AnomalyDetectionSetting(Optional<AnomalyDetectionOptions> options) {

    /** What holds for a measured datastream of which nothing is said. */
    public static final AnomalyDetectionOptions DEFAULT = AnomalyDetectionOptions.of(Severity.WARNING);

    /** Reads the setting. */
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
