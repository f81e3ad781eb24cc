package org.metrobed.store.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Handling;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Reads what people did about alerts. Thread-safe if its data source is. */
public final class AlertActionReader {

    /** Columns of alias {@code k} (alert_action). */
    static final String COLUMNS =
            "k.alert_id, k.version, k.action, k.author, k.reason, k.assignee, " + Query.asMillis("k.accepted_time");

    private final DataSource database;

    /** Reads from this database. */
    public AlertActionReader(DataSource database) {
        this.database = database;
    }

    /** All actions of an alert, the first one first. */
    public List<AlertAction> list(String alertId) throws SQLException {
        return new Query()
                .add("select " + COLUMNS + " from alert_action k where k.alert_id = ? order by k.version", alertId)
                .list(database, AlertActionReader::map);
    }

    /**
     * What was done about each of these alerts; alerts without actions are absent.
     *
     * @param untilMillis only actions accepted by this time, milliseconds since 1970 UTC; empty: all
     */
    public Map<String, Handling> fold(List<String> alertIds, OptionalLong untilMillis) throws SQLException {
        if (alertIds.isEmpty()) {
            return Map.of();
        }
        Query sql = new Query()
                .add("select " + COLUMNS + " from alert_action k where k.alert_id = any (?)", List.copyOf(alertIds));
        untilMillis.ifPresent(until -> sql.add("and k.accepted_time <= " + Query.millis(), Limits.clampMillis(until)));
        Map<String, List<AlertAction>> byAlert = new HashMap<>();
        sql.forEach(
                database,
                AlertActionReader::map,
                action -> byAlert.computeIfAbsent(action.alertId(), id -> new ArrayList<>())
                        .add(action));
        Map<String, Handling> folded = new HashMap<>();
        byAlert.forEach((id, actions) -> folded.put(id, Handling.of(actions)));
        return folded;
    }

    /**
     * The newest version of each alert with an action accepted since a time.
     *
     * @param sinceMillis milliseconds since 1970 UTC
     */
    public Map<String, Integer> listTouched(long sinceMillis) throws SQLException {
        Map<String, Integer> versions = new HashMap<>();
        new Query()
                .add("select k.alert_id, max(k.version) from alert_action k")
                .add("where k.accepted_time >= " + Query.millis(), Limits.clampMillis(sinceMillis))
                .add("group by k.alert_id")
                .list(database, row -> versions.put(row.getString(1), row.getInt(2)));
        return versions;
    }

    static AlertAction map(ResultSet row) throws SQLException {
        return new AlertAction(
                row.getString(1),
                row.getInt(2),
                AlertAction.Kind.parse(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7));
    }
}
