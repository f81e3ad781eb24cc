package org.metrobed.store.window;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.metrobed.core.window.Quantiles;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.store.query.Query;

/** A row of window revisions as readers select it. Stateless. */
final class WindowRow {

    /** Columns of alias {@code w}, a window revision with the name of its datastream. */
    static final String COLUMNS = "w.datastream, w.size_ms, " + Query.asMicros("w.window_start") + ", w.revision, "
            + Query.asMillis("w.recorded_time") + ", w.expected, w.not_evaluated_count, w.fail_count,"
            + " w.missing_count, w.late_count, w.catalog_version, " + summaryColumns("w.good_") + ", "
            + summaryColumns("w.suspect_") + ", w.replaces";

    private static final int GOOD = 12;
    private static final int SUSPECT = GOOD + 15;
    private static final int REPLACES = SUSPECT + 15;

    private WindowRow() {}

    static WindowRevision map(ResultSet row) throws SQLException {
        return new WindowRevision(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getLong(5),
                row.getInt(6),
                summary(row, GOOD),
                summary(row, SUSPECT),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getBoolean(REPLACES));
    }

    private static String summaryColumns(String prefix) {
        return prefix + "count, " + prefix + "mean, " + prefix + "squares, " + prefix + "sum, "
                + valueAndTime(prefix + "min") + ", " + valueAndTime(prefix + "max") + ", "
                + valueAndTime(prefix + "first") + ", " + valueAndTime(prefix + "last") + ", coalesce(" + prefix
                + "cosines, 0), coalesce(" + prefix + "sines, 0), " + prefix + "quantiles";
    }

    private static String valueAndTime(String column) {
        return column + ", " + Query.asMicros(column + "_time");
    }

    private static Summary summary(ResultSet row, int at) throws SQLException {
        return new Summary(
                row.getLong(at),
                number(row, at + 1),
                number(row, at + 2),
                number(row, at + 3),
                number(row, at + 4),
                row.getLong(at + 5),
                number(row, at + 6),
                row.getLong(at + 7),
                number(row, at + 8),
                row.getLong(at + 9),
                number(row, at + 10),
                row.getLong(at + 11),
                row.getDouble(at + 12),
                row.getDouble(at + 13),
                quantiles(row.getBytes(at + 14)));
    }

    private static Quantiles quantiles(byte[] bytes) {
        return bytes == null ? Quantiles.EMPTY : Quantiles.parse(bytes);
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
