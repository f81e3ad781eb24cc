package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;

/** Finds the cells to compute. Thread-safe if its data source is. */
public final class CellReader {

    private static final String DAY = Query.asMicros("day") + " as day";

    private final DataSource database;

    /**
     * The state of a cell, in milliseconds of log time. Immutable.
     *
     * @param looked the full minute up to which it was computed; empty: never
     * @param due the first full minute from which rows may follow; empty: all are written
     * @param unpublished rows recorded from this time on may not have been published to the topics; empty: all have
     */
    record State(OptionalLong looked, OptionalLong due, OptionalLong unpublished) {}

    /** Reads from this database. */
    public CellReader(DataSource database) {
        this.database = database;
    }

    /**
     * Cells whose corrections are not all written, or whose rows were not published; the earliest first, and products
     * after their inputs.
     *
     * @param minuteMillis the full minute of log time up to which everything has been written, milliseconds since 1970
     *     UTC
     * @param limit maximum number of cells
     */
    public List<Cell> listDue(long minuteMillis, int limit) throws SQLException {
        return new Query()
                .add("select c.datastream, " + Query.asMicros("c.day") + " as day from (")
                .add("  (select datastream, day, unpublished_time as due_time from recompute_cell")
                .add("  where unpublished_time is not null order by datastream, day limit ?)", limit)
                .add("  union all select c.datastream, c.day, c.due_time from correction_due c")
                .add(
                        "  where c.due_time <= " + Query.millis() + " and " + ProductTables.INPUTS_ARE_DONE + ") c",
                        minuteMillis)
                .add("group by c.datastream, c.day order by min(c.due_time), c.datastream, c.day limit ?", limit)
                .list(database, CellReader::read);
    }

    /** The number of cells with a correction that is not written. */
    public long countDue() throws SQLException {
        return new Query()
                .add("select count(distinct (datastream, day)) as cells from correction_due")
                .list(database, row -> row.int8("cells"))
                .get(0);
    }

    /** Every cell. */
    public List<Cell> listAll() throws SQLException {
        return new Query()
                .add("select datastream, " + DAY + " from recompute_cell order by datastream, recompute_cell.day")
                .list(database, CellReader::read);
    }

    State state(Cell cell) throws SQLException {
        return new Query()
                .add("select " + Query.asMillis("c.looked_time") + " as looked_time,")
                .add("  (select " + Query.asMillis("min(d.due_time)") + " from correction_due d")
                .add("  where (d.datastream, d.day) = (c.datastream, c.day)) as due_time,")
                .add("  " + Query.asMillis("c.unpublished_time") + " as unpublished_time from recompute_cell c")
                .add("where c.datastream = ? and c.day = " + Query.micros(), cell.datastream(), cell.startMicros())
                .list(
                        database,
                        row -> new State(
                                row.optionalTime("looked_time"),
                                row.optionalTime("due_time"),
                                row.optionalTime("unpublished_time")))
                .get(0);
    }

    private static Cell read(ResultRow row) throws SQLException {
        return new Cell(row.text("datastream"), row.int8("day"));
    }
}
