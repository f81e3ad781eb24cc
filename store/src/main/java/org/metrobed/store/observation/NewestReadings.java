package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Reads the newest readings, which are in no stored window yet. Thread-safe if its data source is. */
public final class NewestReadings {

    /** How many of the newest windows of a datastream are looked at for values that were replaced. */
    private static final int WINDOWS = 60;

    private final DataSource database;
    private final ConflictReader conflicts;

    /** Reads from this database. */
    public NewestReadings(DataSource database) {
        this.database = database;
        this.conflicts = new ConflictReader(database);
    }

    /**
     * Where windows do not contain a value that has replaced another yet, although open ones did: the stream closed them in the minute
     * of log time that still runs, and corrections follow at its end. By datastream the start of the first of these windows of one minute,
     * microseconds since 1970 UTC; usually empty.
     *
     * @param datastreams those whose values can be replaced
     * @param asOfMillis log time, milliseconds since 1970 UTC
     */
    public Map<String, Long> replacedSince(List<String> datastreams, long asOfMillis) throws SQLException {
        if (datastreams.isEmpty()) {
            return Map.of();
        }
        long minute = LogMinute.after(asOfMillis) - LogMinute.MILLIS;
        Map<String, Long> since = new HashMap<>();
        new Query()
                .add("select s.datastream, " + Query.asMicros("f.window_start") + " as since from series s")
                .add("cross join lateral (select n.window_start from (")
                .add("  select w.window_start, w.recorded_time from window_revision w where w.series_id = s.series_id")
                .add("  and w.size_ms = ? and w.revision = 0", WindowLevel.MINUTE.millis())
                .add("  and w.recorded_time <= " + Query.millis(), asOfMillis)
                .add("  order by w.window_start desc limit ?) n", WINDOWS)
                .add("where n.recorded_time >= " + Query.millis(), minute)
                .add("and exists (select 1 from observation_conflict c where c.series_id = s.series_id")
                .add("  and c.phenomenon_time >= n.window_start")
                .add("  and c.phenomenon_time < n.window_start + interval '1 minute'")
                .add("  and c.tests & ? <> 0 and c.received_time < " + Query.millis() + ")", TestBits.REPLACES, minute)
                .add("order by n.window_start limit 1) f where s.datastream = any (?)", datastreams)
                .list(database, row -> since.put(row.text("datastream"), row.int8("since")));
        return since;
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
        List<String> datastreams = List.copyOf(fromMicros.keySet());
        long earliest =
                fromMicros.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        List<Observation> rows = new Query()
                .add(
                        "select " + ObservationTables.COLUMNS + " from unnest(?, ?::bigint[]) n (name, since)",
                        datastreams,
                        datastreams.stream()
                                .map(one -> Long.toString(Limits.clampMicros(fromMicros.get(one))))
                                .toList())
                .add("join series s on s.datastream = n.name cross join lateral (")
                .add("select distinct on (r.phenomenon_time) r.* from observation r where r.series_id = s.series_id")
                .add("and r.phenomenon_time >= " + Query.micros("n.since"))
                .add("and r.phenomenon_time >= " + Query.micros(), Limits.clampMicros(earliest))
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
