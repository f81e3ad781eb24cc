package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;

/** Finds the cells to compute. Thread-safe if its data source is. */
public final class CellReader {

    /**
     * The longer a cell was unchanged at its last look, the later the next look: a sixtieth of that time, at most an
     * hour.
     */
    private static final String NEXT_LOOK = "c.looked_time + least(interval '1 hour', greatest(interval '1 minute',"
            + " (c.looked_time - coalesce(c.changed_time, c.looked_time)) / 60))";

    private static final String COLUMNS =
            "select c.datastream, " + Query.asMicros("c.day") + " as day from recompute_cell c where ";

    private final DataSource database;

    /**
     * The state of a cell. Immutable.
     *
     * @param lookedMillis the full minute of log time up to which it was computed; empty if an event waits
     * @param sequence the newest event that was taken into account
     * @param rows how many rows the stream had then
     * @param pending whether more corrections were to follow
     * @param unpublishedMillis rows recorded from this time on may not have been published to the topics; empty: all
     *     have
     */
    record State(
            OptionalLong lookedMillis, long sequence, long rows, boolean pending, OptionalLong unpublishedMillis) {}

    /** Reads from this database. */
    public CellReader(DataSource database) {
        this.database = database;
    }

    /**
     * Cells in which something may have changed, or rows were not published. Cells with a waiting event come first.
     *
     * @param minuteMillis the full minute of log time up to which everything has been written, milliseconds since 1970
     *     UTC
     * @param limit maximum number of cells
     */
    public List<Cell> listDue(long minuteMillis, int limit) throws SQLException {
        return new Query()
                .add(COLUMNS + "c.looked_time is null or c.unpublished_time is not null")
                .add("or (c.looked_time < " + Query.millis(), minuteMillis)
                .add("  and (c.pending or " + NEXT_LOOK + " <= " + Query.millis() + "))", minuteMillis)
                .add("order by c.looked_time nulls first, c.datastream, c.day limit ?", limit)
                .list(database, CellReader::read);
    }

    /** Every cell. */
    public List<Cell> listAll() throws SQLException {
        return new Query().add(COLUMNS + "true order by c.datastream, c.day").list(database, CellReader::read);
    }

    State state(Cell cell) throws SQLException {
        return new Query()
                .add("select " + Query.asMillis("c.looked_time")
                        + " as looked_time, c.sequence, c.rows_seen, c.pending, " + Query.asMillis("c.unpublished_time")
                        + " as unpublished_time")
                .add("from recompute_cell c where c.datastream = ?", cell.datastream())
                .add("and c.day = " + Query.micros(), cell.startMicros())
                .list(
                        database,
                        row -> new State(
                                row.optionalTime("looked_time"),
                                row.int8("sequence"),
                                row.int8("rows_seen"),
                                row.bool("pending"),
                                row.optionalTime("unpublished_time")))
                .get(0);
    }

    /** The number of the stream's rows in a cell that were received, and recorded, before a full minute. */
    long countRows(Cell cell, long minuteMillis) throws SQLException {
        return new Query()
                .add("select (select count(*) from observation o where o.series_id = s.series_id and o.cause <> 2")
                .add("  and o.phenomenon_time >= " + Query.micros(), cell.startMicros())
                .add("  and o.phenomenon_time < " + Query.micros(), cell.endMicros())
                .add("  and o.received_time < " + Query.millis() + ")", minuteMillis)
                .add("+ (select count(*) from window_revision w where w.series_id = s.series_id and not w.replaces")
                .add("  and w.window_start >= " + Query.micros(), cell.startMicros())
                .add("  and w.window_start < " + Query.micros(), cell.endMicros())
                .add("  and (w.recorded_time < " + Query.millis(), minuteMillis)
                .add("    or (w.revision > 0 and w.recorded_time = " + Query.millis() + "))) as streamed", minuteMillis)
                .add("from series s where s.datastream = ?", cell.datastream())
                .find(database, row -> row.int8("streamed"))
                .orElse(0L);
    }

    private static Cell read(ResultRow row) throws SQLException {
        return new Cell(row.text("datastream"), row.int8("day"));
    }
}
