package org.metrobed.store.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.alert.AcknowledgedSql;
import org.metrobed.store.alert.AlertEventTable;
import org.metrobed.store.query.Query;
import org.metrobed.store.suppression.SuppressionReader;

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
            + " select " + AlertEventTable.TABLE.select("e") + ", "
            + Query.asMillis("o.recorded_time") + " as opened_time, "
            + AcknowledgedSql.of("e.alert_id", "") + " as acknowledged,"
            + " exists (select from alert_action p where p.alert_id = e.alert_id and p.action = 'approve') as approved"
            + " from chosen c"
            + " cross join lateral (select * from alert_event n where n.alert_id = c.alert_id"
            + " order by n.sequence desc limit 1) e"
            + " cross join lateral (select n.recorded_time from alert_event n where n.alert_id = c.alert_id"
            + " order by (n.kind = 'opened') desc, case when n.kind = 'opened' then -n.sequence else n.sequence end limit 1) o"
            + " order by e.onset_time, e.alert_id";

    private AlertChanges() {}

    /**
     * Alerts in the order of their onset.
     *
     * @param sinceMillis alerts with an event recorded since then, log time in milliseconds since 1970 UTC
     * @param groups alerts with these ids too, and those that belong to them
     */
    public static List<KnownAlert> list(Connection connection, long sinceMillis, Collection<String> groups)
            throws SQLException {
        List<String> ids = List.copyOf(groups);
        return new Query()
                .add(ALERTS, sinceMillis, ids, ids)
                .list(
                        connection,
                        row -> new KnownAlert(
                                AlertEventTable.TABLE.read(row),
                                row.int8("opened_time"),
                                row.bool("acknowledged"),
                                row.bool("approved")));
    }

    /** Silences and maintenance windows that hold at this time, milliseconds since 1970 UTC. */
    public static List<Suppression> listSuppressions(Connection connection, long atMillis) throws SQLException {
        return new Query()
                .add("select " + SuppressionReader.MADE_COLUMNS + " from suppression m")
                .add(
                        "where m.from_time <= " + Query.millis() + " and m.to_time > " + Query.millis(),
                        atMillis,
                        atMillis)
                .add("order by m.suppression_id")
                .list(connection, SuppressionReader::suppression);
    }
}
