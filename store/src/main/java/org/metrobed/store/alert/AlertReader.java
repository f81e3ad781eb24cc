package org.metrobed.store.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.Severity;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Lists alerts, newest onset first, each folded from its events. Thread-safe as its data source is. */
public final class AlertReader {

    private static final String COLUMNS = "a.alert_id, a.kind, a.datastream, a.detector, a.severity, "
            + Query.asMicros("a.onset_time") + ", " + Query.asMicros("a.event_time") + ", "
            + Query.asMillis("a.recorded_time") + ", a.sequence, a.observed, a.peak, a.expected_low,"
            + " a.expected_high, a.message, a.catalog_version";

    private final DataSource database;

    /** Reads from this database. */
    public AlertReader(DataSource database) {
        this.database = database;
    }

    /** The alerts of the query. */
    public List<Alert> list(AlertQuery query) throws SQLException {
        Query sql = new Query()
                .add("select " + COLUMNS + " from (select distinct on (e.alert_id) e.* from alert_event e")
                .add("where e.onset_time >= " + Query.micros(), Limits.clampMicros(query.fromMicros()))
                .add("and e.onset_time < " + Query.micros(), Limits.clampMicros(query.toMicros()))
                .addIf(!query.datastreams().isEmpty(), "and e.datastream = any (?)", query.datastreams());
        query.after()
                .ifPresent(after -> sql.add(
                        "and (e.onset_time, e.alert_id) < (" + Query.micros() + ", ?)",
                        Limits.clampMicros(after.onsetMicros()),
                        after.alertId()));
        query.asOfMillis().ifPresent(asOf -> sql.add("and e.recorded_time <= " + Query.millis(), asOf));
        sql.add("order by e.alert_id, e.sequence desc) a");
        query.state().ifPresent(state -> sql.add("where a.kind = any (?)", kinds(state)));
        return sql.add("order by a.onset_time desc, a.alert_id desc limit ?", query.limit())
                .list(database, AlertReader::map);
    }

    /** How many alerts are open now, by severity; none are 0. Reads every event. */
    public Map<Severity, Long> countOpen() throws SQLException {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0L);
        }
        new Query()
                .add("select severity, count(*) from alert where state = 'open' group by severity")
                .list(database, row -> counts.put(Severity.parse(row.getString(1)), row.getLong(2)));
        return counts;
    }

    private static List<String> kinds(Alert.State state) {
        return state == Alert.State.OPEN
                ? List.of(AlertEvent.Kind.OPENED.word(), AlertEvent.Kind.UPDATED.word())
                : List.of(AlertEvent.Kind.RESOLVED.word());
    }

    private static Alert map(ResultSet row) throws SQLException {
        boolean open = !row.getString(2).equals(AlertEvent.Kind.RESOLVED.word());
        return new Alert(
                row.getString(1),
                open ? Alert.State.OPEN : Alert.State.RESOLVED,
                row.getString(3),
                row.getString(4),
                Severity.parse(row.getString(5)),
                row.getLong(6),
                open ? OptionalLong.empty() : OptionalLong.of(row.getLong(7)),
                row.getLong(8),
                row.getInt(9),
                number(row, 10),
                number(row, 11),
                number(row, 12),
                number(row, 13),
                row.getString(14),
                row.getLong(15));
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
