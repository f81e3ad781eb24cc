package org.metrobed.api.alert;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.metrobed.api.http.Moments;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertActionReader;
import org.metrobed.store.alert.AlertActions;
import org.metrobed.store.alert.AlertFilter;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.notification.ToldSteps;
import org.metrobed.store.suppression.SuppressionReader;

/**
 * Access to stored alerts: conditions, actions and suppressions. Thread-safe if the data source is.
 *
 * @param alerts reads conditions
 * @param actions reads actions
 * @param writer appends actions
 * @param suppressions reads suppressions
 * @param database reads notifications
 */
public record AlertStore(
        AlertReader alerts,
        AlertActionReader actions,
        AlertActions writer,
        SuppressionReader suppressions,
        DataSource database) {

    /** Maximum number of counted alerts; more of them make no difference to people. */
    private static final int MOST_CALLING = 100_000;

    public AlertStore {
        Objects.requireNonNull(alerts, "alerts");
        Objects.requireNonNull(actions, "actions");
        Objects.requireNonNull(writer, "writer");
        Objects.requireNonNull(suppressions, "suppressions");
        Objects.requireNonNull(database, "database");
    }

    /**
     * Access to one schema.
     *
     * @param database connections to the same schema, for reading
     */
    public static AlertStore of(DatabaseConfig config, DataSource database) {
        return new AlertStore(
                new AlertReader(database),
                new AlertActionReader(database),
                new AlertActions(config),
                new SuppressionReader(database),
                database);
    }

    /** What receivers were told of an alert, and what not. */
    List<ToldSteps.Told> listTold(String alertId) throws SQLException {
        return ToldSteps.list(database, alertId);
    }

    /** All suppressions that are active at a time of the clock. */
    public List<Suppression> listHeld(Instant at) throws SQLException {
        return suppressions.listHeld(Moments.micros(at));
    }

    /**
     * Number of open alerts that notify, by severity; a severity without any has 0. They have no parent alert, are not
     * acknowledged and not silenced.
     *
     * @param at by the clock
     */
    public Map<Severity, Long> countCalling(Instant at) throws SQLException {
        List<Suppression> held = listHeld(at);
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0L);
        }
        AlertFilter open = AlertFilter.ALERTS
                .withStates(Set.of(Alert.State.OPEN))
                .withCalls(true)
                .withAcknowledged(false);
        for (Alert alert : alerts.list(AlertQuery.newest(MOST_CALLING).withFilter(open))) {
            if (AlertView.suppressed(alert, held, at) == null) {
                counts.merge(alert.severity(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
