package org.metrobed.store.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Query;

/** Reads the events of alerts as they were written, to compare and to score whole runs. Thread-safe as its data source is. */
public final class AlertEventReader {

    private final DataSource database;

    /** Reads from this database. */
    public AlertEventReader(DataSource database) {
        this.database = database;
    }

    /** Every event, in the order of log time, then of alert and sequence; all in memory at once. */
    public List<AlertEvent> listAll() throws SQLException {
        return new Query()
                .add("select alert_id, sequence, kind, datastream, detector, severity, " + Query.asMicros("onset_time")
                        + ", " + Query.asMicros("event_time") + ", " + Query.asMillis("recorded_time"))
                .add(", observed, peak, expected_low, expected_high, message, catalog_version")
                .add(", cause, score, expected, origin, parent from alert_event")
                .add("order by recorded_time, alert_id, sequence")
                .list(database, AlertEventReader::map);
    }

    private static AlertEvent map(ResultSet row) throws SQLException {
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
