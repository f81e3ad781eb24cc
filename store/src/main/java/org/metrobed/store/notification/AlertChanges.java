package org.metrobed.store.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.alert.AcknowledgedSql;
import org.metrobed.store.alert.AlertEventRow;
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
            + " select " + AlertEventRow.columns("e") + ", "
            + Query.asMillis("o.recorded_time")
            + ", " + AcknowledgedSql.of("e.alert_id", "") + ","
            + " exists (select from alert_action p where p.alert_id = e.alert_id and p.action = 'approve')"
            + " from chosen c"
            + " cross join lateral (select * from alert_event n where n.alert_id = c.alert_id"
            + " order by n.sequence desc limit 1) e"
            + " cross join lateral (select n.recorded_time from alert_event n where n.alert_id = c.alert_id"
            + " order by (n.kind = 'opened') desc, n.sequence limit 1) o"
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
                    alerts.add(new KnownAlert(
                            AlertEventRow.map(row),
                            row.getLong(AlertEventRow.NEXT),
                            row.getBoolean(AlertEventRow.NEXT + 1),
                            row.getBoolean(AlertEventRow.NEXT + 2)));
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
}
