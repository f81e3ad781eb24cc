package org.metrobed.store.observation;

import java.sql.SQLException;
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
