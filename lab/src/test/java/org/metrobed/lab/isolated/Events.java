package org.metrobed.lab.isolated;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;

/** Events of alerts for tests; a test names only the fields that matter. */
final class Events {

    private Events() {}

    static AlertEvent of(String alert, int sequence, AlertEvent.Kind kind, String datastream, long recordedMillis) {
        return new AlertEvent(
                alert,
                sequence,
                kind,
                datastream,
                "watch",
                Severity.WARNING,
                0,
                0,
                recordedMillis,
                1,
                2,
                Double.NaN,
                Double.NaN,
                "words",
                0,
                Finding.certain("jump"));
    }
}
