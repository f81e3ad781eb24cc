package org.metrobed.store.alert;

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
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.query.Subjects;
import org.metrobed.store.write.Table;

/** Reads what people did about alerts. Thread-safe if its data source is. */
public final class AlertActionReader {

    /** Actions. */
    public static final Table<AlertAction> TABLE = Table.<AlertAction>named("alert_action")
            .text("alert_id", AlertAction::alertId)
            .int4("version", AlertAction::version)
            .text("action", row -> row.kind().word())
            .text("author", AlertAction::author)
            .text("reason", AlertAction::reason)
            .text("assignee", AlertAction::assignee)
            .millis("accepted_time", AlertAction::acceptedMillis)
            .readBy(AlertActionReader::read)
            .key("alert_id", "version");

    private static final String SELECT = "select " + TABLE.select("k") + " from alert_action k ";

    private final DataSource database;

    /** Reads from this database. */
    public AlertActionReader(DataSource database) {
        this.database = database;
    }

    /** Everybody to whom an alert of these subjects was ever assigned. */
    public List<String> listAssignees(Subjects subjects) throws SQLException {
        Query sql = new Query()
                .add("select distinct k.assignee from alert_action k")
                .add("join alert_event a on a.alert_id = k.alert_id and a.sequence = 0 where k.assignee <> ''");
        return subjects.addTo(sql, "a.datastream").list(database, row -> row.text("assignee"));
    }

    /** All actions of an alert, the first one first. */
    public List<AlertAction> list(String alertId) throws SQLException {
        return new Query()
                .add(SELECT + "where k.alert_id = ? order by k.version", alertId)
                .list(database, TABLE::read);
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
        Query sql = new Query().add(SELECT + "where k.alert_id = any (?)", List.copyOf(alertIds));
        untilMillis.ifPresent(until -> sql.add("and k.accepted_time <= " + Query.millis(), Limits.clampMillis(until)));
        Map<String, List<AlertAction>> byAlert = new HashMap<>();
        sql.forEach(
                database,
                TABLE::read,
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
                .add("select k.alert_id, max(k.version) as newest from alert_action k")
                .add("where k.accepted_time >= " + Query.millis(), Limits.clampMillis(sinceMillis))
                .add("group by k.alert_id")
                .list(database, row -> versions.put(row.text("alert_id"), row.int4("newest")));
        return versions;
    }

    private static AlertAction read(ResultRow row) throws SQLException {
        return new AlertAction(
                row.text("alert_id"),
                row.int4("version"),
                AlertAction.Kind.parse(row.text("action")),
                row.text("author"),
                row.text("reason"),
                row.text("assignee"),
                row.int8("accepted_time"));
    }
}
