package org.metrobed.store.alert;

import java.sql.SQLException;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The table of alert events. Stateless. */
public final class AlertEventTable {

    /** Events of alerts. */
    public static final Table<AlertEvent> TABLE = Table.<AlertEvent>named("alert_event")
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
            .ingestTime()
            .readBy(AlertEventTable::read)
            .key("alert_id", "sequence");

    /** A row that was written before events had a score is as sure as a threshold. */
    private static final double CERTAIN = 1;

    private AlertEventTable() {}

    /** A score that is null or NaN is 1. */
    private static AlertEvent read(ResultRow row) throws SQLException {
        return AlertEventBuilder.builder()
                .alertId(row.text("alert_id"))
                .sequence(row.int4("sequence"))
                .kind(AlertEvent.Kind.parse(row.text("kind")))
                .datastream(row.text("datastream"))
                .detector(row.text("detector"))
                .severity(Severity.parse(row.text("severity")))
                .onsetMicros(row.int8("onset_time"))
                .atMicros(row.int8("event_time"))
                .recordedMillis(row.int8("recorded_time"))
                .observed(row.float8("observed"))
                .peak(row.float8("peak"))
                .expectedLow(row.float8("expected_low"))
                .expectedHigh(row.float8("expected_high"))
                .message(row.text("message"))
                .catalogVersion(row.int8("catalog_version"))
                .finding(finding(row))
                .build();
    }

    private static Finding finding(ResultRow row) throws SQLException {
        String cause = row.text("cause");
        double score = row.float8("score");
        return new Finding(
                cause,
                Double.isNaN(score) ? CERTAIN : score,
                row.float8("expected"),
                Finding.Origin.parse(row.text("origin")),
                row.text("parent"));
    }
}
