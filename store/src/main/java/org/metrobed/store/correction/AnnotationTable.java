package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.Locale;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The table of events of annotations. Stateless. */
public final class AnnotationTable {

    /** The column with the time of the clock at which an event was accepted, milliseconds since 1970 UTC. */
    static final String ACCEPTED_TIME = "accepted_time";

    /** Events of annotations. */
    public static final Table<AnnotationEvent> TABLE = Table.<AnnotationEvent>named("annotation_event")
            .assigned("sequence")
            .text("annotation_id", AnnotationEvent::annotation)
            .text("event", row -> row.step().word())
            .text("datastream", AnnotationEvent::datastream)
            .micros("from_time", AnnotationEvent::fromMicros)
            .micros("to_time", AnnotationEvent::toMicros)
            .text("kind", row -> row.correction().kind().word())
            .float8("value", row -> row.correction().value())
            .text("reason", AnnotationEvent::reason)
            .text("author", AnnotationEvent::author)
            .millis("log_time", AnnotationEvent::logMillis)
            .int8("interval_ms", AnnotationEvent::intervalMillis)
            .text("statistic", row -> row.statistic().name().toLowerCase(Locale.ROOT))
            .assignedMillis(ACCEPTED_TIME)
            .readBy(AnnotationTable::read)
            .key("annotation_id", "event");

    private AnnotationTable() {}

    private static AnnotationEvent read(ResultRow row) throws SQLException {
        return new AnnotationEvent(
                row.int8("sequence"),
                row.text("annotation_id"),
                AnnotationEvent.Step.parse(row.text("event")),
                row.text("datastream"),
                row.int8("from_time"),
                row.int8("to_time"),
                new Correction(Correction.Kind.parse(row.text("kind")), row.float8("value")),
                row.text("reason"),
                row.text("author"),
                row.int8("log_time"),
                row.int8("interval_ms"),
                Statistic.valueOf(row.text("statistic").toUpperCase(Locale.ROOT)));
    }
}
