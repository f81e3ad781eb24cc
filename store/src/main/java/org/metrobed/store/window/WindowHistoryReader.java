package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Lists every revision of the windows of one datastream, of all sizes. Thread-safe if its data source is. */
public final class WindowHistoryReader {

    private final DataSource database;

    /** Reads from this database. */
    public WindowHistoryReader(DataSource database) {
        this.database = database;
    }

    /**
     * All revisions of windows that start in {@code [from, to)}, in the order of size, start and revision.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public List<WindowRevision> list(String datastream, long fromMicros, long toMicros) throws SQLException {
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
}
