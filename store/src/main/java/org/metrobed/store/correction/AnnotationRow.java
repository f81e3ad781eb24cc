package org.metrobed.store.correction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.AnnotationEventBuilder;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.store.query.Query;

/** A row of events of annotations as it is selected. Stateless. */
final class AnnotationRow {

    /** Columns of the table, in their order; {@link #COLUMNS} selects them. */
    static final String NAMES = "sequence, annotation_id, event, datastream, from_time, to_time, kind, value, reason,"
            + " author, log_time, interval_ms, statistic, accepted_time";

    /** Columns of alias {@code e} (annotation_event). */
    static final String COLUMNS =
            "e.sequence, e.annotation_id, e.event, e.datastream, " + Query.asMicros("e.from_time") + ", "
                    + Query.asMicros("e.to_time") + ", e.kind, e.value, e.reason, e.author, "
                    + Query.asMillis("e.log_time") + ", e.interval_ms, e.statistic";

    private AnnotationRow() {}

    static AnnotationEvent map(ResultSet row) throws SQLException {
        return AnnotationEventBuilder.builder()
                .sequence(row.getLong(1))
                .annotation(row.getString(2))
                .step(AnnotationEvent.Step.parse(row.getString(3)))
                .datastream(row.getString(4))
                .fromMicros(row.getLong(5))
                .toMicros(row.getLong(6))
                .correction(new Correction(Correction.Kind.parse(row.getString(7)), row.getDouble(8)))
                .reason(row.getString(9))
                .author(row.getString(10))
                .logMillis(row.getLong(11))
                .intervalMillis(row.getLong(12))
                .statistic(Statistic.valueOf(row.getString(13).toUpperCase(Locale.ROOT)))
                .build();
    }

    static String word(Statistic statistic) {
        return statistic.name().toLowerCase(Locale.ROOT);
    }
}
