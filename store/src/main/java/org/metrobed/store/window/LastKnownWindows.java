package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.query.Query;

/** Finds the last windows with a good reading. Thread-safe if its data source is. */
final class LastKnownWindows {

    private final DataSource database;
    private final FineWindowReader fine;
    private final WindowReader windows;

    LastKnownWindows(DataSource database, FineWindowReader fine, WindowReader windows) {
        this.database = database;
        this.fine = fine;
        this.windows = windows;
    }

    /** As {@link WindowReader#lastKnown}. */
    List<WindowRevision> list(WindowQuery query) throws SQLException {
        List<WindowRevision> last = last(query, true);
        List<String> missing = last.stream()
                .filter(window -> window.good().count() == 0)
                .map(WindowRevision::datastream)
                .toList();
        return missing.isEmpty()
                ? last
                : Stream.concat(last.stream(), last(query.withDatastreams(missing), false).stream())
                        .toList();
    }

    /** The last window of each datastream with a good reading, or with missing readings that end a held value. */
    private List<WindowRevision> last(WindowQuery query, boolean orMissing) throws SQLException {
        Map<String, WindowRevision> last = new HashMap<>();
        stored(query, orMissing).forEach(window -> last.put(window.datastream(), window));
        Map<String, Long> before = new HashMap<>();
        for (String datastream : fine.composed(query)) {
            before.put(datastream, fine.endMicros(query));
            if (last.containsKey(datastream)) { // its part that is not stored is added
                last.put(
                        datastream, find(query, datastream, last.get(datastream).startMicros()));
            }
        }
        while (!before.isEmpty()) {
            Map<String, Long> starts = fine.lastKnown(before, query, orMissing);
            before.clear();
            for (Map.Entry<String, Long> start : starts.entrySet()) {
                WindowRevision stored = last.get(start.getKey());
                long least = stored == null ? query.fromMicros() : stored.startMicros() + 1;
                if (start.getValue() >= least) {
                    WindowRevision window = find(query, start.getKey(), start.getValue());
                    if (window != null && isKnown(window, orMissing)) {
                        last.put(start.getKey(), window);
                    } else {
                        before.put(start.getKey(), start.getValue());
                    }
                }
            }
        }
        return List.copyOf(last.values());
    }

    private static boolean isKnown(WindowRevision window, boolean orMissing) {
        return window.good().count() > 0 || (orMissing && window.good().course().isKept());
    }

    private WindowRevision find(WindowQuery query, String datastream, long startMicros) throws SQLException {
        WindowQuery one = query.withDatastreams(List.of(datastream))
                .withRange(query.sizeMillis(), startMicros, startMicros + query.sizeMillis() * 1_000);
        List<MergedWindow> found = windows.list(one);
        return found.isEmpty() ? null : found.get(0).window();
    }

    /** The same of windows with a stored row that says so, if no later revision replaced that row. */
    private List<WindowRevision> stored(WindowQuery query, boolean orMissing) throws SQLException {
        Names names = Names.read(database, query.datastreams());
        if (names.datastreams().isEmpty()) {
            return List.of();
        }
        WindowRows rows = new WindowRows(query.detail(), names);
        Query sql = new Query()
                .add(
                        "select " + rows.columns() + " from unnest(?) n (series_id) cross join lateral (",
                        names.seriesIds())
                .add("select w.window_start from window_revision w where w.series_id = n.series_id")
                .add(orMissing ? "and (w.good_count > 0 or w.good_course is not null)" : "and w.good_count > 0");
        query.addRange(sql);
        sql.add("and not exists (select 1 from window_revision r where r.series_id = w.series_id")
                .add("and r.size_ms = w.size_ms and r.window_start = w.window_start and r.replaces")
                .add("and (r.recorded_time, r.replaces, r.revision) > (w.recorded_time, w.replaces, w.revision)");
        query.addAsOf(sql, "r");
        sql.add(") order by w.window_start desc limit 1) l")
                .add("join window_revision w on w.series_id = n.series_id and w.window_start = l.window_start")
                .add("and w.size_ms = ?", query.sizeMillis());
        query.addAsOf(sql, "w");
        List<WindowRevision> last = new ArrayList<>();
        RevisionFold fold = new RevisionFold(window -> last.add(window.window()));
        sql.add("order by w.series_id, w.revision").forEach(database, rows::read, fold::add);
        fold.end();
        return last;
    }
}
