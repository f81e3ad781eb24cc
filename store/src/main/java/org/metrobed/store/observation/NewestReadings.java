package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Reads the newest readings, which are in no stored window yet. Thread-safe if its data source is. */
public final class NewestReadings {

    private final DataSource database;
    private final ConflictReader conflicts;

    /** Reads from this database. */
    public NewestReadings(DataSource database) {
        this.database = database;
        this.conflicts = new ConflictReader(database);
    }

    /**
     * The first time of each datastream, from a time on, whose value another one has replaced; microseconds since 1970 UTC. Datastreams
     * without one are left out.
     *
     * @param fromMicros by datastream, microseconds since 1970 UTC
     * @param beforeMillis only of values received before this log time, milliseconds since 1970 UTC
     */
    public Map<String, Long> firstReplaced(Map<String, Long> fromMicros, long beforeMillis) throws SQLException {
        Map<String, Long> first = new HashMap<>();
        from(
                        new Query()
                                .add("select s.datastream, " + Query.asMicros("min(c.phenomenon_time)") + " as first"),
                        fromMicros)
                .add("join series s on s.datastream = n.name join observation_conflict c on c.series_id = s.series_id")
                .add("and c.phenomenon_time >= " + Query.micros("n.since"))
                .add("and c.phenomenon_time >= " + Query.micros(), earliest(fromMicros))
                .add("and c.received_time < " + Query.millis(), beforeMillis)
                .add(
                        "and (c.tests & ? <> 0 or c.result is not null and exists (select 1 from observation o",
                        TestBits.REPLACES)
                .add("where o.series_id = c.series_id and o.phenomenon_time = c.phenomenon_time")
                .add("and o.revision = 0 and o.result is null))")
                .add("group by s.datastream")
                .list(database, row -> first.put(row.text("datastream"), row.int8("first")));
        return first;
    }

    /** Adds datastreams and their times as table n. */
    private static Query from(Query query, Map<String, Long> fromMicros) {
        List<String> datastreams = List.copyOf(fromMicros.keySet());
        return query.add(
                "from unnest(?, ?::bigint[]) n (name, since)",
                datastreams,
                datastreams.stream()
                        .map(one -> Long.toString(Limits.clampMicros(fromMicros.get(one))))
                        .toList());
    }

    private static long earliest(Map<String, Long> fromMicros) {
        return Limits.clampMicros(
                fromMicros.values().stream().mapToLong(Long::longValue).min().orElse(0));
    }

    /**
     * The readings of each datastream from a time on, as they are known at a log time, in the order of datastream and time. Values that
     * replace others have replaced them. Readings that the stream takes into no window are left out.
     *
     * @param fromMicros by datastream, microseconds since 1970 UTC
     * @param toMicros end, exclusive
     * @param asOfMillis log time, milliseconds since 1970 UTC
     */
    public List<Observation> list(Map<String, Long> fromMicros, long toMicros, long asOfMillis) throws SQLException {
        if (fromMicros.isEmpty()) {
            return List.of();
        }
        List<Observation> rows = from(new Query().add("select " + ObservationTables.COLUMNS), fromMicros)
                .add("join series s on s.datastream = n.name cross join lateral (")
                .add("select distinct on (r.phenomenon_time) r.* from observation r where r.series_id = s.series_id")
                .add("and r.phenomenon_time >= " + Query.micros("n.since"))
                .add("and r.phenomenon_time >= " + Query.micros(), earliest(fromMicros))
                .add("and r.phenomenon_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .add("and r.received_time <= " + Query.millis(), asOfMillis)
                .add("and r.tests & ? = 0", TestBits.DUPLICATE | TestBits.BEYOND_RETENTION)
                .add("order by r.phenomenon_time, r.revision desc) o order by s.datastream, o.phenomenon_time")
                .list(database, ObservationTables.OBSERVATION::read);
        if (rows.isEmpty()) {
            return rows;
        }
        Map<ConflictReader.Key, List<Observation>> replacing = conflicts.replacing(rows, asOfMillis);
        return rows.stream()
                .map(row -> Recomputation.replaced(
                        row, replacing.getOrDefault(ConflictReader.Key.of(row), List.of()), asOfMillis))
                .toList();
    }
}
