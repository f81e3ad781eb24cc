package org.metrobed.store.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;

/**
 * Appends what people do about alerts. Each action says which version it follows; of several that follow the same, one is
 * taken. Thread-safe; each append opens a connection of its own.
 */
public final class AlertActions {

    /** One statement decides: the key refuses a version that is taken, also by one that is not committed yet. */
    private static final String APPEND = "insert into alert_action as k"
            + " (alert_id, version, action, author, reason, assignee, accepted_time)"
            + " select ?, ?, ?, ?, ?, ?, " + Query.millis()
            + " where (select e.kind from alert_event e where e.alert_id = ? order by e.sequence desc limit 1)"
            + " in ('opened', 'updated', 'resolved')"
            + " and ? = 1 + coalesce((select max(v.version) from alert_action v where v.alert_id = ?), 0)"
            + " on conflict do nothing returning " + AlertActionReader.COLUMNS;

    private final DatabaseConfig config;

    /** Over one schema. */
    public AlertActions(DatabaseConfig config) {
        this.config = config;
    }

    /** What became of an action. */
    public enum Outcome {
        /** It is kept, by this append or by an earlier one of the same. */
        KEPT,
        /** Another action was there before it. */
        STALE,
        /** There is no such alert. */
        UNKNOWN,
        /** It is pending or was withdrawn: nothing that anybody was told of. */
        NO_ALERT
    }

    /**
     * The answer to an append. Immutable.
     *
     * @param outcome what became of it
     * @param version the newest version of the alert; 0 where nobody has touched it
     */
    public record Answer(Outcome outcome, int version) {
        public Answer {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Appends an action with the version that follows the one that its author knows. The same again, by somebody who never
     * saw the answer, is answered as the first time.
     *
     * @throws SQLException with the action kept or not: append it again
     */
    public Answer append(AlertAction action) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            if (insert(connection, action)) {
                return new Answer(Outcome.KEPT, action.version());
            }
            return explain(connection, action);
        }
    }

    private static boolean insert(Connection connection, AlertAction action) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setString(1, action.alertId());
            statement.setInt(2, action.version());
            statement.setString(3, action.kind().word());
            statement.setString(4, action.author());
            statement.setString(5, action.reason());
            statement.setString(6, action.assignee());
            statement.setLong(7, action.acceptedMillis());
            statement.setString(8, action.alertId());
            statement.setInt(9, action.version());
            statement.setString(10, action.alertId());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Why it was not taken. */
    private static Answer explain(Connection connection, AlertAction action) throws SQLException {
        int newest = newest(connection, action.alertId());
        Optional<AlertAction> there = find(connection, action);
        if (there.isPresent() && there.get().repeats(action)) {
            return new Answer(Outcome.KEPT, newest);
        }
        Optional<AlertEvent.Kind> last = lastKind(connection, action.alertId());
        if (last.isEmpty()) {
            return new Answer(Outcome.UNKNOWN, newest);
        }
        boolean alert = last.get() != AlertEvent.Kind.PENDING && last.get() != AlertEvent.Kind.WITHDRAWN;
        return new Answer(alert ? Outcome.STALE : Outcome.NO_ALERT, newest);
    }

    private static Optional<AlertAction> find(Connection connection, AlertAction action) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select " + AlertActionReader.COLUMNS
                + " from alert_action k where k.alert_id = ? and k.version = ?")) {
            statement.setString(1, action.alertId());
            statement.setInt(2, action.version());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(AlertActionReader.map(row)) : Optional.empty();
            }
        }
    }

    private static int newest(Connection connection, String alertId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select coalesce(max(version), 0) from alert_action where alert_id = ?")) {
            statement.setString(1, alertId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static Optional<AlertEvent.Kind> lastKind(Connection connection, String alertId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select kind from alert_event where alert_id = ? order by sequence desc limit 1")) {
            statement.setString(1, alertId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(AlertEvent.Kind.parse(row.getString(1))) : Optional.empty();
            }
        }
    }
}
