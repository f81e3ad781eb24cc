package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.SeriesCursor;

/**
 * Lists windows of one size in the order of (start, datastream), each merged from its revisions. Thread-safe as its data
 * source is.
 */
public final class WindowReader {

    private final DataSource database;

    /** Reads from this database. */
    public WindowReader(DataSource database) {
        this.database = database;
    }

    /** Gives each window to the consumer as soon as its last revision has arrived, in bounded memory. */
    public void forEach(WindowQuery query, Consumer<? super MergedWindow> consumer) throws SQLException {
        Merger merger = new Merger(consumer);
        statement(query).forEach(database, WindowRow::map, merger::add);
        merger.end();
    }

    /** All windows of the query. */
    public List<MergedWindow> list(WindowQuery query) throws SQLException {
        List<MergedWindow> windows = new ArrayList<>();
        forEach(query, windows::add);
        return windows;
    }

    /** Each datastream gives its first windows by its index, with all their revisions; the limit counts windows. */
    private static Query statement(WindowQuery query) {
        Query sql = new Query()
                .add("select " + WindowRow.COLUMNS + " from (")
                .add("select s.datastream, w.*, dense_rank() over (order by w.window_start, s.datastream) as place")
                .add("from series s cross join lateral (select r.* from (")
                .add("  select w.*, dense_rank() over (order by w.window_start) as own_place from window_revision w")
                .add("  where w.series_id = s.series_id and w.size_ms = ?", query.sizeMillis());
        addRange(sql, query);
        return sql.add(") r where r.own_place <= ?) w", query.limit())
                .add("where s.datastream = any (?)) w", query.datastreams())
                .add("where w.place <= ? order by w.window_start, w.datastream, w.revision", query.limit());
    }

    private static void addRange(Query sql, WindowQuery query) {
        sql.add("  and w.window_start >= " + Query.micros(), Limits.clampMicros(query.fromMicros()))
                .add("  and w.window_start < " + Query.micros(), Limits.clampMicros(query.toMicros()));
        if (query.after().isPresent()) {
            SeriesCursor after = query.after().get();
            long micros = Limits.clampMicros(after.micros());
            sql.add("  and w.window_start >= " + Query.micros(), micros)
                    .add("  and (w.window_start > " + Query.micros(), micros)
                    .add("    or s.datastream > ?)", after.datastream());
        }
        if (query.asOfMillis().isPresent()) {
            sql.add(
                    "  and w.recorded_time <= " + Query.millis(),
                    query.asOfMillis().getAsLong());
        }
    }

    /** Merges neighbours; not thread-safe. */
    private static final class Merger {

        private final Consumer<? super MergedWindow> consumer;
        private MergedWindow current;

        Merger(Consumer<? super MergedWindow> consumer) {
            this.consumer = consumer;
        }

        void add(WindowRevision revision) {
            if (current != null && current.isSameWindow(revision)) {
                current = current.merge(revision);
            } else {
                end();
                current = new MergedWindow(revision, 1);
            }
        }

        void end() {
            if (current != null) {
                consumer.accept(current);
            }
        }
    }
}
