package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.metrobed.model.Observation;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.RowSource;
import org.metrobed.store.query.SeriesIndex;
import org.metrobed.store.query.TimeRange;
import org.metrobed.store.query.TimeSlices;

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
     * The conflicts after the cursor of a query in the order of time, datastream and place in the raw log, or the
     * reverse. A later value whose first value is no longer kept is left out. The limit only tells about how many will be read.
     */
    public RowSource<Conflict> open(ConflictQuery query) throws SQLException {
        SeriesIndex index = SeriesIndex.read(database, ObservationTables.CONFLICT.name(), query.datastreams());
        TimeRange all = TimeRange.clamped(query.fromMicros(), query.toMicros());
        TimeRange range = query.after()
                .map(after -> all.after(query.order(), after.micros(), true))
                .orElse(all);
        TimeSlices<Observation> later =
                new TimeSlices<>(index, new Later(index, query), range, query.order(), query.limit());
        return () -> {
            List<Observation> rows;
            List<Conflict> conflicts;
            do {
                rows = later.next();
                conflicts = conflicts(rows, query.asOfMillis());
            } while (conflicts.isEmpty() && !rows.isEmpty());
            return conflicts;
        };
    }

    /** The first conflicts of a query, up to its limit. */
    public List<Conflict> list(ConflictQuery query) throws SQLException {
        return open(query).take(query.limit());
    }

    /** Later values in a slice of time. */
    private final class Later implements TimeSlices.Lister<Observation> {

        private final SeriesIndex index;
        private final ConflictQuery query;

        Later(SeriesIndex index, ConflictQuery query) {
            this.index = index;
            this.query = query;
        }

        @Override
        public Optional<List<Observation>> find(TimeRange slice, int most) throws SQLException {
            List<Observation> rows = new Query()
                    .add("select o.series_id, " + ObservationTables.CONFLICT.select("o"))
                    .add("from observation_conflict o where o.series_id = any (?)", index.ids())
                    .add("and o.phenomenon_time >= " + Query.micros(), slice.fromMicros())
                    .add("and o.phenomenon_time < " + Query.micros(), slice.toMicros())
                    .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                    .add("order by o.series_id, o.phenomenon_time limit ?", most + 1L)
                    .list(database, row -> ObservationTables.read(row, index.name(row.int4("series_id"))));
            return rows.size() > most ? Optional.empty() : Optional.of(rows);
        }

        @Override
        public Comparator<Observation> oldestFirst() {
            return Comparator.comparing(ConflictQuery.After::of, ConflictQuery.After.OLDEST_FIRST);
        }

        @Override
        public boolean isWanted(Observation row) {
            return query.after()
                    .map(after -> query.order()
                                    .sorting(ConflictQuery.After.OLDEST_FIRST)
                                    .compare(ConflictQuery.After.of(row), after)
                            > 0)
                    .orElse(true);
        }
    }

    private List<Conflict> conflicts(List<Observation> later, long asOfMillis) throws SQLException {
        Map<Key, Observation> firsts = firsts(later);
        Map<Key, Observation> current = current(later, asOfMillis);
        return later.stream()
                .filter(row -> firsts.containsKey(Key.of(row))) // retention may have deleted it
                .map(row -> new Conflict(
                        firsts.get(Key.of(row)), row, stands(firsts.get(Key.of(row)), row, current.get(Key.of(row)))))
                .toList();
    }

    /** @param current the newest revision of the reading; null if it was received later */
    private static Conflict.Stands stands(Observation first, Observation other, Observation current) {
        if (current == null || current.raw().equals(first.raw())) {
            return Conflict.Stands.FIRST;
        }
        return current.raw().equals(other.raw()) ? Conflict.Stands.OTHER : Conflict.Stands.NEITHER;
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

    /** The later values of the times of these, received up to a log time. */
    Map<Key, List<Observation>> replacing(List<Observation> others, long asOfMillis) throws SQLException {
        Map<Key, List<Observation>> replacing = new HashMap<>();
        timesOf(new Query().add("select " + COLUMNS), others)
                .add("join series s on s.datastream = k.name join observation_conflict o on o.series_id = s.series_id")
                .add("and o.phenomenon_time = " + Query.micros("k.micros"))
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

    /** The newest revisions at the times of these, recorded up to a log time. */
    private Map<Key, Observation> current(List<Observation> others, long asOfMillis) throws SQLException {
        Map<Key, Observation> current = new HashMap<>();
        timesOf(new Query().add("select " + ObservationTables.COLUMNS), others)
                .add("join series s on s.datastream = k.name join lateral (select r.* from observation r")
                .add("where r.series_id = s.series_id and r.phenomenon_time = " + Query.micros("k.micros"))
                .add("and r.received_time <= " + Query.millis(), asOfMillis)
                .add("order by r.revision desc limit 1) o on true")
                .forEach(database, ObservationTables.OBSERVATION::read, row -> current.put(Key.of(row), row));
        return current;
    }

    /** Adds the datastreams and times of these rows as table k. */
    private static Query timesOf(Query query, List<Observation> rows) {
        return query.add(
                "from (select distinct name, micros from unnest(?, ?::bigint[]) as u (name, micros)) k",
                rows.stream().map(Observation::datastream).toList(),
                rows.stream().map(row -> Long.toString(row.phenomenonMicros())).toList());
    }
}
