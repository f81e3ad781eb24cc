package org.metrobed.store.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.metrobed.core.window.Quantiles;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.store.query.Query;

/** A row of window revisions as profiles need it. Stateless. */
final class ProfileRow {

    private static final int GOOD = 12;
    private static final int SUMMARY = 15;

    private ProfileRow() {}

    /** Columns of aliases {@code s} (series) and {@code w} (window revision). */
    static String columns(boolean quantiles) {
        return "s.datastream, w.size_ms, " + Query.asMicros("w.window_start") + ", w.revision, "
                + Query.asMillis("w.recorded_time") + ", w.expected, w.not_evaluated_count, w.fail_count,"
                + " w.missing_count, w.late_count, w.catalog_version, " + summary("w.good_", quantiles) + ", "
                + summary("w.suspect_", quantiles) + ", w.replaces";
    }

    static WindowRevision map(ResultSet row) throws SQLException {
        return new WindowRevision(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getLong(5),
                row.getInt(6),
                summary(row, GOOD),
                summary(row, GOOD + SUMMARY),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getBoolean(GOOD + 2 * SUMMARY));
    }

    private static String summary(String prefix, boolean quantiles) {
        StringBuilder columns = new StringBuilder(prefix + "count, " + prefix + "mean, " + prefix + "squares, " + prefix
                + "sum, coalesce(" + prefix + "cosines, 0), coalesce(" + prefix + "sines, 0), ");
        for (String extreme : new String[] {"min", "max", "first", "last"}) {
            columns.append(prefix + extreme + ", " + Query.asMicros(prefix + extreme + "_time") + ", ");
        }
        return columns + (quantiles ? prefix + "quantiles" : "null::bytea");
    }

    private static Summary summary(ResultSet row, int at) throws SQLException {
        long count = row.getLong(at);
        if (count == 0) {
            return Summary.EMPTY;
        }
        byte[] quantiles = row.getBytes(at + 14);
        return new Summary(
                count,
                row.getDouble(at + 1),
                row.getDouble(at + 2),
                row.getDouble(at + 3),
                row.getDouble(at + 6),
                row.getLong(at + 7),
                row.getDouble(at + 8),
                row.getLong(at + 9),
                row.getDouble(at + 10),
                row.getLong(at + 11),
                row.getDouble(at + 12),
                row.getLong(at + 13),
                row.getDouble(at + 4),
                row.getDouble(at + 5),
                quantiles == null ? Quantiles.EMPTY : Quantiles.parse(quantiles));
    }
}
