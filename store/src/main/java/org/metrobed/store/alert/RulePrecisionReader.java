package org.metrobed.store.alert;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.Subjects;

/** Counts what people said about alerts, by rule and property. Thread-safe if its data source is. */
public final class RulePrecisionReader {

    private static final String VERDICTS = Arrays.stream(AlertAction.Kind.values())
            .filter(AlertAction.Kind::isVerdict)
            .map(kind -> "'" + kind.word() + "'")
            .collect(Collectors.joining(", "));

    private final DataSource database;

    /** Reads from this database. */
    public RulePrecisionReader(DataSource database) {
        this.database = database;
    }

    /**
     * The rules that raised alerts, by test-bed, property, detector and cause.
     *
     * @param testbeds only of these; empty for all
     * @param properties only of these; empty for all
     * @param fromMicros onset from this time, microseconds since 1970 UTC
     * @param toMicros onset before this time
     * @param logMillis alerts as they were known at this log time
     * @param acceptedMillis verdicts accepted up to this time of the clock
     * @param subjects only of these
     */
    public List<RulePrecision> list(
            List<String> testbeds,
            List<String> properties,
            long fromMicros,
            long toMicros,
            long logMillis,
            long acceptedMillis,
            Subjects subjects)
            throws SQLException {
        Query sql = new Query()
                .add(
                        "select split_part(f.datastream, '/', 1) as testbed, split_part(f.datastream, '/', 3) as property,")
                .add("l.detector, l.cause, count(*)::int as alerts,")
                .add(count(AlertAction.Kind.REAL, "real_ones") + ", "
                        + count(AlertAction.Kind.NOT_A_FAULT, "no_faults") + ", "
                        + count(AlertAction.Kind.KNOWN_WORK, "known_works"))
                .add(
                        "from alert_event f cross join lateral (select e.* from alert_event e where e.alert_id = f.alert_id")
                .add("and e.recorded_time <= " + Query.millis(), Limits.clampMillis(logMillis))
                .add("order by e.sequence desc limit 1) l")
                .add("left join lateral (select k.action from alert_action k where k.alert_id = f.alert_id")
                .add(
                        "and k.action in (" + VERDICTS + ") and k.accepted_time <= " + Query.millis(),
                        Limits.clampMillis(acceptedMillis))
                .add("order by k.version desc limit 1) j on true")
                .add("where f.sequence = 0 and l.kind in ('opened', 'updated', 'resolved')")
                .add("and f.onset_time >= " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("and f.onset_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .addIf(!testbeds.isEmpty(), "and split_part(f.datastream, '/', 1) = any (?)", testbeds)
                .addIf(!properties.isEmpty(), "and split_part(f.datastream, '/', 3) = any (?)", properties);
        return subjects.addTo(sql, "f.datastream")
                .add("group by 1, 2, 3, 4 order by 1, 2, 3, 4")
                .list(
                        database,
                        row -> new RulePrecision(
                                row.text("testbed"),
                                row.text("property"),
                                row.text("detector"),
                                row.text("cause"),
                                row.int4("alerts"),
                                row.int4("real_ones"),
                                row.int4("no_faults"),
                                row.int4("known_works")));
    }

    private static String count(AlertAction.Kind kind, String name) {
        return "count(*) filter (where j.action = '" + kind.word() + "')::int as " + name;
    }
}
