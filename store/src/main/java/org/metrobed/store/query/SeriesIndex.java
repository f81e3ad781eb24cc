package org.metrobed.store.query;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The index by series and phenomenon time of a table, for chosen datastreams. Immutable; thread-safe if its data source
 * is.
 */
public final class SeriesIndex {

    private final DataSource database;
    private final String table;
    private final Map<Integer, String> names;

    /** The time of a row of a series, microseconds since 1970 UTC. */
    record Nth(int series, long micros) {}

    private SeriesIndex(DataSource database, String table, Map<Integer, String> names) {
        this.database = database;
        this.table = table;
        this.names = Map.copyOf(names);
    }

    /** Reads the numbers of datastreams; those that never had a row have none. */
    public static SeriesIndex read(DataSource database, String table, List<String> datastreams) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        new Query()
                .add("select series_id, datastream from series where datastream = any (?)", datastreams)
                .forEach(
                        database,
                        row -> Map.entry(row.int4("series_id"), row.text("datastream")),
                        one -> names.put(one.getKey(), one.getValue()));
        return new SeriesIndex(database, table, names);
    }

    /** The numbers of the series, sorted. */
    public List<Integer> ids() {
        return names.keySet().stream().sorted().toList();
    }

    /** The datastream of a series. */
    public String name(int series) {
        return names.get(series);
    }

    /** Finds the n-th row of each of these series in a range; series with fewer rows are left out. */
    List<Nth> nth(List<Integer> ids, TimeRange range, TimeOrder order, int n) throws SQLException {
        return new Query()
                .add("select k.series_id, " + Query.asMicros("r.phenomenon_time") + " as micros")
                .add("from unnest(?) k (series_id) cross join lateral (", ids)
                .add("select o.phenomenon_time from " + table + " o where o.series_id = k.series_id")
                .add("and o.phenomenon_time >= " + Query.micros(), range.fromMicros())
                .add("and o.phenomenon_time < " + Query.micros(), range.toMicros())
                .add("order by o.phenomenon_time " + order.word() + " offset ? limit 1) r", n - 1)
                .list(database, row -> new Nth(row.int4("series_id"), row.int8("micros")));
    }
}
