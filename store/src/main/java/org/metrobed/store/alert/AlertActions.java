package org.metrobed.store.alert;

import java.sql.Connection;
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
    private static final String APPEND = "insert into alert_action (" + AlertActionReader.TABLE.names() + ") select "
            + AlertActionReader.TABLE.parameters();

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
        return new Query()
                        .add(APPEND, AlertActionReader.TABLE.values(action))
                        .add(
                                "where (select e.kind from alert_event e where e.alert_id = ? order by e.sequence desc limit 1)",
                                action.alertId())
                        .add("in ('opened', 'updated', 'resolved') and ? = 1 +", action.version())
                        .add(
                                "coalesce((select max(v.version) from alert_action v where v.alert_id = ?), 0)",
                                action.alertId())
                        .add("on conflict do nothing")
                        .update(connection)
                == 1;
    }

    /** Finds why the action was not stored. */
    private static Answer explain(Connection connection, AlertAction action) throws SQLException {
        int newest = new Query()
                .add(
                        "select coalesce(max(version), 0) as newest from alert_action where alert_id = ?",
                        action.alertId())
                .list(connection, row -> row.int4("newest"))
                .get(0);
        Optional<AlertAction> there = new Query()
                .add("select " + AlertActionReader.TABLE.select("k") + " from alert_action k")
                .add("where k.alert_id = ? and k.version = ?", action.alertId(), action.version())
                .find(connection, AlertActionReader.TABLE::read);
        if (there.isPresent() && there.get().repeats(action)) {
            return new Answer(Outcome.KEPT, newest);
        }
        Optional<AlertEvent.Kind> last = new Query()
                .add("select kind from alert_event where alert_id = ? order by sequence desc limit 1", action.alertId())
                .find(connection, row -> AlertEvent.Kind.parse(row.text("kind")));
        if (last.isEmpty()) {
            return new Answer(Outcome.UNKNOWN, newest);
        }
        boolean alert = last.get() != AlertEvent.Kind.PENDING && last.get() != AlertEvent.Kind.WITHDRAWN;
        return new Answer(alert ? Outcome.STALE : Outcome.NO_ALERT, newest);
    }
}
