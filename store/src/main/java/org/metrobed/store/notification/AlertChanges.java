package org.metrobed.store.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.query.Query;

/**
 * What the notifier looks at: alerts in which something was recorded lately, those of groups that it follows, and what
 * suppresses them. Reads by index, so that a look costs what has happened lately. Stateless.
 */
public final class AlertChanges {

    private static final String CHOSEN =
            "with recursive chosen as (select alert_id from alert_event where recorded_time >= " + Query.millis()
                    + " union select unnest(?::text[])"
                    + " union select alert_id from alert_event where parent <> '' and parent = any (?::text[])"
                    + " union select e.parent from chosen p join alert_event e on e.alert_id = p.alert_id"
                    + " where e.parent <> '')";

    private static final String ALERTS = CHOSEN
            + " select e.alert_id, e.sequence, e.kind, e.datastream, e.detector, e.severity, "
            + Query.asMicros("e.onset_time") + ", " + Query.asMicros("e.event_time") + ", "
            + Query.asMillis("e.recorded_time") + ", e.observed, e.peak, e.expected_low, e.expected_high, e.message,"
            + " e.catalog_version, e.cause, e.score, e.expected, e.origin, e.parent, "
            + Query.asMillis("o.recorded_time")
            + ", coalesce(k.action = 'acknowledge', false),"
            + " exists (select from alert_action p where p.alert_id = e.alert_id and p.action = 'approve')"
            + " from chosen c"
            + " cross join lateral (select * from alert_event n where n.alert_id = c.alert_id"
            + " order by n.sequence desc limit 1) e"
            + " cross join lateral (select n.recorded_time from alert_event n where n.alert_id = c.alert_id"
            + " order by (n.kind = 'opened') desc, n.sequence limit 1) o"
            + " left join lateral (select n.action from alert_action n where n.alert_id = c.alert_id"
            + " and n.action in ('acknowledge', 'unacknowledge') order by n.version desc limit 1) k on true"
            + " order by e.onset_time, e.alert_id";

    private static final String SUPPRESSIONS = "select suppression_id, kind, pattern, detector, "
            + Query.asMicros("from_time") + ", " + Query.asMicros("to_time")
            + ", reason, author from suppression where from_time <= "
            + Query.millis() + " and to_time > " + Query.millis() + " order by suppression_id";

    private AlertChanges() {}

    /**
     * Alerts in the order of their onset.
     *
     * @param sinceMillis alerts with an event recorded since then, log time in milliseconds since 1970 UTC
     * @param groups alerts with these ids too, and those that belong to them
     */
    public static List<KnownAlert> list(Connection connection, long sinceMillis, Collection<String> groups)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALERTS)) {
            statement.setLong(1, sinceMillis);
            statement.setArray(2, connection.createArrayOf("text", groups.toArray()));
            statement.setArray(3, connection.createArrayOf("text", groups.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<KnownAlert> alerts = new ArrayList<>();
                while (row.next()) {
                    alerts.add(new KnownAlert(event(row), row.getLong(21), row.getBoolean(22), row.getBoolean(23)));
                }
                return alerts;
            }
        }
    }

    /** Silences and maintenance windows that hold at this time, milliseconds since 1970 UTC. */
    public static List<Suppression> listSuppressions(Connection connection, long atMillis) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUPPRESSIONS)) {
            statement.setLong(1, atMillis);
            statement.setLong(2, atMillis);
            try (ResultSet row = statement.executeQuery()) {
                List<Suppression> active = new ArrayList<>();
                while (row.next()) {
                    active.add(new Suppression(
                            row.getString(1),
                            Suppression.Kind.parse(row.getString(2)),
                            new SuppressionPattern(row.getString(3)),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getString(7),
                            row.getString(8)));
                }
                return active;
            }
        }
    }

    private static AlertEvent event(ResultSet row) throws SQLException {
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
                finding(row));
    }

    private static Finding finding(ResultSet row) throws SQLException {
        double score = number(row, 17);
        return new Finding(
                row.getString(16),
                Double.isNaN(score) ? 1 : score,
                number(row, 18),
                Finding.Origin.parse(row.getString(19)),
                row.getString(20));
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
