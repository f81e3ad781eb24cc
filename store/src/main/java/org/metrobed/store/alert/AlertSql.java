package org.metrobed.store.alert;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.Subjects;

/**
 * The statements that read alerts. The first event of an alert finds and orders it by its onset; the last event gives
 * its condition. An alert without an end event is open or pending. Stateless.
 */
final class AlertSql {

    /** The column with the number of child alerts. */
    static final String MEMBERS = "members";

    private static final String ACCEPTED = "and k.accepted_time <= " + Query.millis();
    private static final String ENDED = "('resolved', 'withdrawn')";

    private AlertSql() {}

    /** Columns of {@link AlertEventTable}, and the number of child alerts. */
    static Query of(AlertQuery query) {
        Query sql = new Query().add("select " + AlertEventTable.TABLE.select("a") + ", (");
        addMembers(sql, query.asOfMillis(), query.filter().subjects());
        sql.add(") as " + MEMBERS + " from (select a.* from (");
        addFirst(sql, query);
        sql.add(") b cross join lateral (");
        addLast(sql, query.asOfMillis());
        sql.add(") a where a.kind = any (?)", kinds(query.filter().states()));
        addCondition(sql, query.filter());
        addHandling(sql, query.filter(), query.handledMillis());
        String direction = " " + query.order().word();
        return sql.add("order by b.onset_time" + direction + ", b.alert_id" + direction + " limit ?", query.limit())
                .add(") a order by a.onset_time" + direction + ", a.alert_id" + direction);
    }

    /** Severity and number of open alerts. */
    static Query countOpen() {
        AlertQuery open = AlertQuery.newest(1).withState(Alert.State.OPEN);
        Query sql = new Query().add("select a.severity, count(*) as alerts from (");
        addFirst(sql, open);
        sql.add(") b cross join lateral (");
        addLast(sql, OptionalLong.empty());
        return sql.add(
                ") a where a.kind = any (?) group by a.severity",
                kinds(open.filter().states()));
    }

    /**
     * Adds the candidate alerts. If only open or pending alerts are asked for, they are selected before anything else
     * is read.
     */
    private static void addFirst(Query sql, AlertQuery query) {
        sql.add("select b.alert_id, b.onset_time from alert_event b where b.sequence = 0");
        addPlace(sql, query);
        addSubject(sql, query.filter());
        if (query.filter().states().stream().noneMatch(Alert.State::ended)) {
            addNotEnded(sql, query.asOfMillis());
            sql.add("offset 0");
        }
    }

    private static void addLast(Query sql, OptionalLong asOf) {
        sql.add("select e.* from alert_event e where e.alert_id = b.alert_id");
        addRecorded(sql, "e", asOf);
        sql.add("order by e.sequence desc limit 1");
    }

    private static void addMembers(Query sql, OptionalLong asOf, Subjects subjects) {
        sql.add("select count(*)::int from alert_event m where m.parent <> '' and m.parent = a.alert_id");
        subjects.addTo(sql, "m.datastream")
                .add("and m.kind not in ('pending', 'withdrawn')")
                .add("and m.sequence = (select max(l.sequence) from alert_event l where l.alert_id = m.alert_id");
        addRecorded(sql, "l", asOf);
        sql.add(")");
    }

    private static void addPlace(Query sql, AlertQuery query) {
        sql.add("and b.onset_time >= " + Query.micros(), Limits.clampMicros(query.fromMicros()))
                .add("and b.onset_time < " + Query.micros(), Limits.clampMicros(query.toMicros()));
        query.after()
                .ifPresent(after -> sql.add(
                        "and (b.onset_time, b.alert_id) " + query.order().comparison() + " (" + Query.micros() + ", ?)",
                        Limits.clampMicros(after.onsetMicros()),
                        after.alertId()));
    }

    private static void addSubject(Query sql, AlertFilter filter) {
        sql.addIf(!filter.ids().isEmpty(), "and b.alert_id = any (?)", filter.ids())
                .addIf(!filter.datastreams().isEmpty(), "and b.datastream = any (?)", filter.datastreams())
                .addIf(
                        !filter.testbeds().isEmpty(),
                        "and split_part(b.datastream, '/', 1) = any (?)",
                        filter.testbeds());
        filter.subjects().addTo(sql, "b.datastream");
    }

    private static void addCondition(Query sql, AlertFilter filter) {
        filter.calls().ifPresent(calls -> addCalls(sql, calls, filter.subjects()));
        filter.parent()
                .ifPresent(parent -> sql.add("and a.parent = ?", parent)
                        .add(
                                "and b.alert_id in (select m.alert_id from alert_event m"
                                        + " where m.parent <> '' and m.parent = ?)",
                                parent));
        sql.addIf(filter.least() != Severity.INFO, "and a.severity = any (?)", atLeast(filter.least()))
                .addIf(!filter.detectors().isEmpty(), "and a.detector = any (?)", filter.detectors());
    }

    /** A parent that may not be seen is none. */
    private static void addCalls(Query sql, boolean calls, Subjects subjects) {
        if (subjects.equals(Subjects.ALL)) {
            sql.add("and a.parent " + (calls ? "=" : "<>") + " ''");
            return;
        }
        sql.add("and " + (calls ? "not " : "") + "exists (select 1 from alert_event p")
                .add("where p.alert_id = a.parent and p.sequence = 0");
        subjects.addTo(sql, "p.datastream").add(")");
    }

    private static void addNotEnded(Query sql, OptionalLong asOf) {
        sql.add("and not exists (select 1 from alert_event t where t.alert_id = b.alert_id and t.kind in " + ENDED);
        addRecorded(sql, "t", asOf);
        sql.add(
                "and not exists (select 1 from alert_event r where r.alert_id = t.alert_id and r.sequence > t.sequence");
        addRecorded(sql, "r", asOf);
        sql.add("))");
    }

    private static void addHandling(Query sql, AlertFilter filter, OptionalLong until) {
        filter.acknowledged().ifPresent(noted -> {
            String accepted = until.isPresent() ? ACCEPTED : "";
            String condition = "and " + AcknowledgedSql.of("b.alert_id", accepted) + " = " + noted;
            if (until.isPresent()) {
                sql.add(condition, Limits.clampMillis(until.getAsLong()));
            } else {
                sql.add(condition);
            }
        });
        filter.assignee().ifPresent(assignee -> {
            sql.add("and (select k.assignee from alert_action k where k.alert_id = b.alert_id")
                    .add("and k.action in ('assign', 'unassign')");
            addAccepted(sql, until);
            sql.add("order by k.version desc limit 1) = ?", assignee);
        });
    }

    private static void addRecorded(Query sql, String alias, OptionalLong asOf) {
        asOf.ifPresent(millis -> sql.add("and " + alias + ".recorded_time <= " + Query.millis(), millis));
    }

    private static void addAccepted(Query sql, OptionalLong until) {
        until.ifPresent(millis -> sql.add(ACCEPTED, Limits.clampMillis(millis)));
    }

    private static List<String> kinds(Set<Alert.State> states) {
        return Arrays.stream(AlertEvent.Kind.values())
                .filter(kind -> states.contains(Alert.State.after(kind)))
                .map(AlertEvent.Kind::word)
                .toList();
    }

    private static List<String> atLeast(Severity least) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.compareTo(least) >= 0)
                .map(Severity::word)
                .toList();
    }
}
