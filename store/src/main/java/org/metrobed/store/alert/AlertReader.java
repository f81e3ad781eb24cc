package org.metrobed.store.alert;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.Handling;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.Subjects;

/**
 * Lists alerts by onset. Each is the fold of its events, with what people did about it. Thread-safe if its
 * data source is.
 */
public final class AlertReader {

    /** Maximum number of listed events of one alert. */
    private static final int MOST_EVENTS = 10_000;

    private final DataSource database;
    private final AlertActionReader actions;

    /** Reads from this database. */
    public AlertReader(DataSource database) {
        this.database = database;
        this.actions = new AlertActionReader(database);
    }

    /** The alerts of the query. */
    public List<Alert> list(AlertQuery query) throws SQLException {
        List<Alert> alerts = AlertSql.of(query)
                .list(
                        database,
                        row -> Alert.after(AlertEventTable.TABLE.read(row))
                                .with(row.int4(AlertSql.MEMBERS), Handling.NONE));
        Map<String, Handling> handled =
                actions.fold(alerts.stream().map(Alert::alertId).toList(), query.handledMillis());
        return alerts.stream()
                .map(alert -> handled.containsKey(alert.alertId())
                        ? alert.with(alert.memberCount(), handled.get(alert.alertId()))
                        : alert)
                .toList();
    }

    /** An alert in any state, as of now. */
    public Optional<Alert> find(String alertId) throws SQLException {
        return find(alertId, OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * An alert in any state.
     *
     * @param asOfMillis only conditions recorded by this log time, milliseconds since 1970 UTC
     * @param handledMillis only actions accepted by this time of the clock, milliseconds since 1970 UTC
     */
    public Optional<Alert> find(String alertId, OptionalLong asOfMillis, OptionalLong handledMillis)
            throws SQLException {
        return find(alertId, asOfMillis, handledMillis, Subjects.ALL);
    }

    /**
     * The same for a reader.
     *
     * @param subjects what the reader may see; another alert is not found
     */
    public Optional<Alert> find(String alertId, OptionalLong asOfMillis, OptionalLong handledMillis, Subjects subjects)
            throws SQLException {
        AlertQuery all = AlertQuery.newest(1);
        AlertFilter one = AlertFilter.ALERTS
                .withIds(List.of(alertId))
                .withStates(Set.of(Alert.State.values()))
                .withSubjects(subjects);
        return list(all.withFilter(one).withAsOfMillis(asOfMillis).withHandledMillis(handledMillis)).stream()
                .findFirst();
    }

    /**
     * The events of an alert, the first one first.
     *
     * @param asOfMillis only events recorded by this log time, milliseconds since 1970 UTC
     */
    public List<AlertEvent> listEvents(String alertId, OptionalLong asOfMillis) throws SQLException {
        Query sql = new Query()
                .add(
                        "select " + AlertEventTable.TABLE.select("a") + " from alert_event a where a.alert_id = ?",
                        alertId);
        asOfMillis.ifPresent(asOf -> sql.add("and a.recorded_time <= " + Query.millis(), asOf));
        return sql.add("order by a.sequence limit ?", MOST_EVENTS).list(database, AlertEventTable.TABLE::read);
    }

    /** Every event, in the order of log time, then of alert and sequence; all in memory at once. */
    public List<AlertEvent> listAllEvents() throws SQLException {
        return new Query()
                .add("select " + AlertEventTable.TABLE.select("a") + " from alert_event a")
                .add("order by a.recorded_time, a.alert_id, a.sequence")
                .list(database, AlertEventTable.TABLE::read);
    }

    /** The detectors of all stored alerts of these subjects. */
    public List<String> listDetectors(Subjects subjects) throws SQLException {
        Query sql = new Query().add("select distinct a.detector from alert_event a where a.sequence = 0");
        return subjects.addTo(sql, "a.datastream").list(database, row -> row.text("detector"));
    }

    /** How many alerts are open now, by severity; a severity without open alerts has 0. */
    public Map<Severity, Long> countOpen() throws SQLException {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0L);
        }
        AlertSql.countOpen()
                .list(database, row -> counts.put(Severity.parse(row.text("severity")), row.int8("alerts")));
        return counts;
    }
}
