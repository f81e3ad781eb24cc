package org.metrobed.store.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Query;

/** A row of alert events as it is selected. Stateless. */
final class AlertEventRow {

    /** Columns of alias {@code a} (alert_event). */
    static final String COLUMNS = "a.alert_id, a.sequence, a.kind, a.datastream, a.detector, a.severity, "
            + Query.asMicros("a.onset_time") + ", " + Query.asMicros("a.event_time") + ", "
            + Query.asMillis("a.recorded_time") + ", a.observed, a.peak, a.expected_low, a.expected_high, a.message,"
            + " a.catalog_version, a.cause, coalesce(a.score, 1), a.expected, a.origin, a.parent";

    /** The first column behind them. */
    static final int NEXT = 21;

    private AlertEventRow() {}

    static AlertEvent map(ResultSet row) throws SQLException {
        return new AlertEvent(
                row.getString(1),
                row.getInt(2),
                AlertEvent.Kind.parse(row.getString(3)),
                row.getString(4),
                row.getString(5),
                Severity.parse(row.getString(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                number(row, 10),
                number(row, 11),
                number(row, 12),
                number(row, 13),
                row.getString(14),
                row.getLong(15),
                new Finding(
                        row.getString(16),
                        row.getDouble(17),
                        number(row, 18),
                        Finding.Origin.parse(row.getString(19)),
                        row.getString(20)));
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
