package org.metrobed.lab.isolated;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;

/** Events of alerts for tests; a test names only the fields that matter. */
final class Events {

    private Events() {}

    static AlertEvent of(String alert, int sequence, AlertEvent.Kind kind, String datastream, long recordedMillis) {
        return AlertEventBuilder.builder()
                .alertId(alert)
                .sequence(sequence)
                .kind(kind)
                .datastream(datastream)
                .detector("watch")
                .severity(Severity.WARNING)
                .recordedMillis(recordedMillis)
                .observed(1)
                .peak(2)
                .expectedLow(Double.NaN)
                .expectedHigh(Double.NaN)
                .message("words")
                .finding(Finding.certain("jump"))
                .build();
    }
}
