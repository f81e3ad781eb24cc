package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Lists values whose time had another value before. Thread-safe if its data source is. */
public final class ConflictReader {

    private static final String COLUMNS = "s.datastream, " + ObservationTables.CONFLICT.select("o");

    private final DataSource database;

    /** The place of a reading. */
    record Key(String datastream, long micros) {
        static Key of(Observation row) {
            return new Key(row.datastream(), row.phenomenonMicros());
        }
    }

    /** Reads from this database. */
    public ConflictReader(DataSource database) {
        this.database = database;
    }

    /**
     * Conflicts in the order of time, datastream and place in the raw log. A later value whose first value is no longer
     * kept is left out.
     *
     * @throws SQLException also if the database does not answer
     */
    public List<Conflict> list(ConflictQuery query) throws SQLException {
        Query sql = new Query()
                .add("select " + COLUMNS + " from series s join observation_conflict o using (series_id)")
                .add("where s.datastream = any (?)", query.datastreams())
                .add("and o.phenomenon_time >= " + Query.micros(), Limits.clampMicros(query.fromMicros()))
                .add("and o.phenomenon_time < " + Query.micros(), Limits.clampMicros(query.toMicros()))
                .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                .add("and exists (select from observation f where f.series_id = o.series_id")
                .add("and f.phenomenon_time = o.phenomenon_time and f.revision = 0)");
        query.after().ifPresent(after -> {
            RawPosition raw = after.raw();
            sql.add(
                    "and (o.phenomenon_time, s.datastream, o.raw_partition, o.raw_offset, o.raw_index) > ("
                            + Query.micros() + ", ?, ?, ?, ?)",
                    after.micros(),
                    after.datastream(),
                    raw.partition(),
                    raw.offset(),
                    raw.index());
        });
        sql.add(
                "order by o.phenomenon_time, s.datastream, o.raw_partition, o.raw_offset, o.raw_index limit ?",
                query.limit());
        List<Observation> later = sql.list(database, ObservationTables.CONFLICT::read);
        Map<Key, Observation> firsts = firsts(later);
        Map<Key, List<Observation>> replacing = replacing(later, query.asOfMillis());
        return later.stream()
                .filter(row -> firsts.containsKey(Key.of(row))) // retention may have deleted it since
                .map(row -> conflict(firsts.get(Key.of(row)), row, replacing.getOrDefault(Key.of(row), List.of())))
                .toList();
    }

    private static Conflict conflict(Observation first, Observation other, List<Observation> replacing) {
        List<Observation> standing = Recomputation.replacements(first, replacing);
        if (standing.isEmpty()) {
            return new Conflict(first, other, Conflict.Stands.FIRST);
        }
        boolean last = standing.get(standing.size() - 1).raw().equals(other.raw());
        return new Conflict(first, other, last ? Conflict.Stands.OTHER : Conflict.Stands.NEITHER);
    }

    /**
     * The other values of a datastream in a range {@code [from, to)} of phenomenon time, microseconds since 1970 UTC.
     */
    public List<Observation> listOf(String datastream, long fromMicros, long toMicros) throws SQLException {
        return new Query()
                .add("select " + COLUMNS + " from series s join observation_conflict o using (series_id)")
                .add("where s.datastream = ?", datastream)
                .add("and o.phenomenon_time >= " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("and o.phenomenon_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .list(database, ObservationTables.CONFLICT::read);
    }

    /**
     * The number of conflicts by test-bed, received in a range of log time.
     *
     * @param afterMillis exclusive, milliseconds since 1970 UTC
     * @param upToMillis inclusive, milliseconds since 1970 UTC
     */
    public Map<String, Long> count(long afterMillis, long upToMillis) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        new Query()
                .add("select split_part(s.datastream, '/', 1) as testbed, count(*) as conflicts")
                .add("from series s join observation_conflict o using (series_id)")
                .add("where o.received_time > " + Query.millis(), afterMillis)
                .add("and o.received_time <= " + Query.millis() + " group by 1", upToMillis)
                .forEach(
                        database,
                        row -> Map.entry(row.text("testbed"), row.int8("conflicts")),
                        one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    /** The values that may replace others at the times of these, received up to a log time. */
    Map<Key, List<Observation>> replacing(List<Observation> others, long asOfMillis) throws SQLException {
        Map<Key, List<Observation>> replacing = new HashMap<>();
        timesOf(new Query().add("select " + COLUMNS), others)
                .add("join series s on s.datastream = k.name join observation_conflict o on o.series_id = s.series_id")
                .add("and o.phenomenon_time = " + Query.micros("k.micros"))
                .add("and (o.tests & ?) <> 0", TestBits.REPLACES)
                .add("and o.received_time <= " + Query.millis(), asOfMillis)
                .forEach(
                        database,
                        ObservationTables.CONFLICT::read,
                        row -> replacing
                                .computeIfAbsent(Key.of(row), any -> new ArrayList<>())
                                .add(row));
        return replacing;
    }

    /** The values that were stored first at the times of these. */
    private Map<Key, Observation> firsts(List<Observation> others) throws SQLException {
        Map<Key, Observation> firsts = new HashMap<>();
        timesOf(new Query().add("select " + ObservationTables.COLUMNS), others)
                .add("join series s on s.datastream = k.name join observation o on o.series_id = s.series_id")
                .add("and o.phenomenon_time = " + Query.micros("k.micros") + " and o.revision = 0")
                .forEach(database, ObservationTables.OBSERVATION::read, row -> firsts.put(Key.of(row), row));
        return firsts;
    }

    /** Adds the datastreams and times of these rows as table k. */
    private static Query timesOf(Query query, List<Observation> rows) {
        return query.add(
                "from (select distinct name, micros from unnest(?, ?::bigint[]) as u (name, micros)) k",
                rows.stream().map(Observation::datastream).toList(),
                rows.stream().map(row -> Long.toString(row.phenomenonMicros())).toList());
    }
}
