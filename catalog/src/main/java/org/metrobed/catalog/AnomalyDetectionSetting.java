package org.metrobed.catalog;

import java.util.List;
import java.util.Optional;
import org.metrobed.model.Severity;

/**
 * What one place in a bundle says of how a datastream is watched: {@code off}, or {@code {severity: critical}}.
 *
 * @param severity of what is found; empty where nothing is watched
 */
record AnomalyDetectionSetting(Optional<Severity> severity) {

    /** What holds for a measured datastream of which nothing is said. */
    static final Severity DEFAULT = Severity.WARNING;

    /** Reads it. */
    static Optional<AnomalyDetectionSetting> read(Field field) {
        if (field.isWord("off")) {
            return Optional.of(new AnomalyDetectionSetting(Optional.empty()));
        }
        if (!field.isMap()) {
            field.problem("must be 'off' or a map such as { severity: warning }");
            return Optional.empty();
        }
        Fields fields = Fields.of(field);
        Optional<Severity> severity = fields.require("severity")
                .flatMap(value -> Values.word(value, List.of(Severity.values()), Severity::word));
        fields.finish();
        return severity.map(found -> new AnomalyDetectionSetting(Optional.of(found)));
    }
}
