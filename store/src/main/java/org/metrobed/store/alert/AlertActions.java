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
 * Appends what people do about alerts. Each action names the version that it follows; if several actions follow the
 * same version, one is accepted. Thread-safe; each append opens its own connection.
 */
public final class AlertActions {

    /** One statement decides: the key refuses a version that is taken, even by an uncommitted transaction. */
    private static final String APPEND = "insert into alert_action as k"
            + " (alert_id, version, action, author, reason, assignee, accepted_time)"
            + " select ?, ?, ?, ?, ?, ?, " + Query.millis()
            + " where (select e.kind from alert_event e where e.alert_id = ? order by e.sequence desc limit 1)"
            + " in ('opened', 'updated', 'resolved')"
            + " and ? = 1 + coalesce((select max(v.version) from alert_action v where v.alert_id = ?), 0)"
            + " on conflict do nothing returning " + AlertActionReader.COLUMNS;

    private final DatabaseConfig config;

    /** Writes to one schema. */
    public AlertActions(DatabaseConfig config) {
        this.config = config;
    }

    /** The result of an action. */
    public enum Outcome {
        /** It is stored, by this append or by an earlier one of the same action. */
        KEPT,
        /** Another action with this version was stored before. */
        STALE,
        /** There is no such alert. */
        UNKNOWN,
        /** It is pending or was withdrawn, so it was never reported to anybody. */
        NO_ALERT
    }

    /**
     * The answer to an append. Immutable.
     *
     * @param outcome result of the action
     * @param version the newest version of the alert; 0 if it has no actions
     */
    public record Answer(Outcome outcome, int version) {
        public Answer {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Appends an action with the version after the one that its author knows. If an author repeats an action because
     * the answer was lost, the answer is the same as the first time.
     *
     * @throws SQLException if it is unknown whether the action is stored: append it again
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

    /** Finds why the action was not stored. */
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
