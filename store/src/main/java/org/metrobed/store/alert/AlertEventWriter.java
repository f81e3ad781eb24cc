package org.metrobed.store.alert;

import org.metrobed.model.AlertEvent;
import org.metrobed.store.write.Table;
import org.metrobed.store.write.TableWriter;

/** The writer of alert events. Stateless. */
public final class AlertEventWriter {

    private AlertEventWriter() {}

    /** A writer of alert events. */
    public static TableWriter<AlertEvent> create() {
        return new TableWriter<>(Table.<AlertEvent>named("alert_event")
                .text("alert_id", AlertEvent::alertId)
                .int4("sequence", AlertEvent::sequence)
                .text("kind", row -> row.kind().word())
                .text("datastream", AlertEvent::datastream)
                .text("detector", AlertEvent::detector)
                .text("severity", row -> row.severity().word())
                .micros("onset_time", AlertEvent::onsetMicros)
                .micros("event_time", AlertEvent::atMicros)
                .millis("recorded_time", AlertEvent::recordedMillis)
                .float8("observed", AlertEvent::observed)
                .float8("peak", AlertEvent::peak)
                .float8("expected_low", AlertEvent::expectedLow)
                .float8("expected_high", AlertEvent::expectedHigh)
                .text("message", AlertEvent::message)
                .int8("catalog_version", AlertEvent::catalogVersion)
                .text("cause", row -> row.finding().cause())
                .float8("score", row -> row.finding().score())
                .float8("expected", row -> row.finding().expected())
                .text("origin", row -> row.finding().origin().word())
                .text("parent", row -> row.finding().parent())
                .pipeline()
                .key("alert_id", "sequence"));
    }
}
