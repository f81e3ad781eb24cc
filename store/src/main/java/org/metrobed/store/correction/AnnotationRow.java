package org.metrobed.store.correction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.metrobed.analysis.correction.AnnotationEvent;
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
        return new AnnotationEvent(
                row.getLong(1),
                row.getString(2),
                AnnotationEvent.Step.parse(row.getString(3)),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                new Correction(Correction.Kind.parse(row.getString(7)), row.getDouble(8)),
                row.getString(9),
                row.getString(10),
                row.getLong(11),
                row.getLong(12),
                Statistic.valueOf(row.getString(13).toUpperCase(Locale.ROOT)));
    }

    static String word(Statistic statistic) {
        return statistic.name().toLowerCase(Locale.ROOT);
    }
}
