package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.observation.NewestReadings;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/**
 * Reads stored windows of one size; each is the fold of its revisions. Rows come in index order, datastream by
 * datastream, so that nothing is sorted. Thread-safe if its data source is.
 */
public final class WindowReader {

    private static final Comparator<MergedWindow> BY_START = Comparator.<MergedWindow>comparingLong(
                    row -> row.window().startMicros())
            .thenComparing(row -> row.window().datastream());

    private static final Set<String> REACH = Set.of("window_start", "recorded_time");

    /**
     * The end of a datastream's stored windows of a size.
     *
     * @param endMicros end of the newest window, microseconds since 1970 UTC
     * @param recordedMillis log time at which the newest was recorded, milliseconds since 1970 UTC
     */
    public record Reach(long endMicros, long recordedMillis) {}

    private record NamedReach(String datastream, Reach reach) {}

    private final DataSource database;

    /** Reads from this database. */
    public WindowReader(DataSource database) {
        this.database = database;
    }

    /** Reads what is in no window yet from the same database. */
    public NewestReadings newestReadings() {
        return new NewestReadings(database);
    }

    /**
     * Passes each revision to the consumer as it arrives, in bounded memory. Revisions of a window are consecutive,
     * windows of a datastream are sorted by start, datastreams have no order.
     */
    public void forEachRevision(WindowQuery query, Consumer<? super StoredRevision> consumer) throws SQLException {
        Names names = Names.read(database, query.datastreams());
        if (names.datastreams().isEmpty()) {
            return;
        }
        WindowRows rows = new WindowRows(query.detail(), names);
        List<Integer> series = names.seriesIds();
        Query sql = new Query().add("select " + rows.columns() + " from window_revision w");
        if (series.size() == 1) {
            sql.add("where w.series_id = ?", series.get(0));
        } else {
            sql.add("where w.series_id = any (?)", series);
        }
        addRange(sql, query);
        sql.add("order by w.series_id, w.window_start, w.revision").forEach(database, rows::read, consumer);
    }

    /**
     * All revisions of the windows of a datastream, of all sizes, that start in {@code [from, to)}, in the order of size, start and revision.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public List<WindowRevision> listRevisions(String datastream, long fromMicros, long toMicros) throws SQLException {
        WindowRows rows = new WindowRows(WindowDetail.ALL, Names.read(database, List.of(datastream)));
        return new Query()
                .add("select " + rows.columns() + " from (")
                .add("  select r.* from series s join window_revision r on r.series_id = s.series_id")
                .add("  where s.datastream = ?", datastream)
                .add("  and r.window_start >= " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("  and r.window_start < " + Query.micros() + ") w", Limits.clampMicros(toMicros))
                .add("order by w.size_ms, w.window_start, w.revision")
                .list(database, row -> rows.read(row).revision());
    }

    /** Passes each window to the consumer as soon as its last revision has arrived; order and memory as above. */
    public void forEach(WindowQuery query, Consumer<? super MergedWindow> consumer) throws SQLException {
        RevisionFold fold = new RevisionFold(consumer);
        forEachRevision(query, fold::add);
        fold.end();
    }

    /** All windows of the query, in the order of (start, datastream). */
    public List<MergedWindow> list(WindowQuery query) throws SQLException {
        List<MergedWindow> windows = new ArrayList<>();
        forEach(query, windows::add);
        windows.sort(BY_START);
        return windows;
    }

    /** Start of the earliest window of the query, microseconds since 1970 UTC. */
    public OptionalLong findFirst(WindowQuery query) throws SQLException {
        Query sql = new Query()
                .add("select min(" + Query.asMicros("f.window_start") + ") as first from series s cross join lateral (")
                .add("select w.window_start from window_revision w where w.series_id = s.series_id");
        addRange(sql, query);
        return sql.add("order by w.window_start limit 1) f")
                .add("where s.datastream = any (?)", query.datastreams())
                .list(database, row -> row.optionalTime("first"))
                .get(0);
    }

    /**
     * The last window with a good reading of each datastream in the query, if none of its later revisions took the
     * reading away; datastreams without one are left out.
     */
    public List<WindowRevision> lastGood(WindowQuery query) throws SQLException {
        Names names = Names.read(database, query.datastreams());
        if (names.datastreams().isEmpty()) {
            return List.of();
        }
        WindowRows rows = new WindowRows(query.detail(), names);
        Query sql = new Query()
                .add(
                        "select " + rows.columns() + " from unnest(?) n (series_id) cross join lateral (",
                        names.seriesIds())
                .add("select w.window_start from window_revision w")
                .add("where w.series_id = n.series_id and w.good_count > 0");
        addRange(sql, query);
        sql.add("and not exists (select 1 from window_revision r where r.series_id = w.series_id")
                .add("and r.size_ms = w.size_ms and r.window_start = w.window_start and r.replaces")
                .add("and (r.recorded_time, r.replaces, r.revision) > (w.recorded_time, w.replaces, w.revision)");
        addAsOf(sql, query, "r");
        sql.add(") order by w.window_start desc limit 1) l")
                .add("join window_revision w on w.series_id = n.series_id and w.window_start = l.window_start")
                .add("and w.size_ms = ?", query.sizeMillis());
        addAsOf(sql, query, "w");
        List<WindowRevision> last = new ArrayList<>();
        RevisionFold fold = new RevisionFold(window -> last.add(window.window()));
        sql.add("order by w.series_id, w.revision").forEach(database, rows::read, fold::add);
        fold.end();
        return last;
    }

    /**
     * The end of the windows of each datastream, whatever the range of the query; datastreams without windows are left
     * out.
     */
    public Map<String, Reach> reach(WindowQuery query) throws SQLException {
        Query sql = new Query()
                .add("select s.datastream, " + WindowRows.TABLE.select("w", REACH::contains))
                .add("from series s cross join lateral (")
                .add("select w.window_start, w.recorded_time from window_revision w where w.series_id = s.series_id")
                .add("and w.size_ms = ?", query.sizeMillis());
        addAsOf(sql, query, "w");
        Map<String, Reach> reach = new HashMap<>();
        sql.add("order by w.window_start desc, w.revision desc limit 1) w")
                .add("where s.datastream = any (?)", query.datastreams())
                .forEach(
                        database,
                        row -> new NamedReach(
                                row.text("datastream"),
                                new Reach(
                                        row.int8("window_start") + query.sizeMillis() * 1_000,
                                        row.int8("recorded_time"))),
                        named -> reach.put(named.datastream, named.reach));
        return reach;
    }

    private static void addRange(Query sql, WindowQuery query) {
        sql.add("and w.size_ms = ?", query.sizeMillis())
                .add("and w.window_start >= " + Query.micros(), Limits.clampMicros(query.fromMicros()))
                .add("and w.window_start < " + Query.micros(), Limits.clampMicros(query.toMicros()));
        addAsOf(sql, query, "w");
    }

    private static void addAsOf(Query sql, WindowQuery query, String alias) {
        if (query.asOfMillis().isPresent()) {
            sql.add(
                    "and " + alias + ".recorded_time <= " + Query.millis(),
                    query.asOfMillis().getAsLong());
        }
    }
}
