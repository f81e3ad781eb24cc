package org.metrobed.store.window;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryBuilder;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.query.Query;

/** A row of window revisions, alias {@code w}, as the readers select it. Immutable. */
final class WindowRow {

    private static final String COLUMNS =
            "w.series_id, w.size_ms, " + Query.asMicros("w.window_start") + ", w.revision, "
                    + Query.asMillis("w.recorded_time") + ", w.expected, w.not_evaluated_count, w.fail_count,"
                    + " w.missing_count, w.late_count, w.catalog_version, w.replaces, w.pipeline_id, w.good_count,"
                    + " w.suspect_count";

    private static final int GOOD_COUNT = 14;
    private static final int SUSPECT_COUNT = 15;
    private static final int GOOD = 16;
    private static final int PLAIN_COLUMNS = 13;

    private final WindowDetail detail;
    private final Names names;

    WindowRow(WindowDetail detail, Names names) {
        this.detail = detail;
        this.names = names;
    }

    /** The columns to select. */
    String columns() {
        return COLUMNS + summaryColumns("w.good_") + (detail.suspect() ? summaryColumns("w.suspect_") : "");
    }

    StoredRevision map(ResultSet row) throws SQLException {
        int suspect = GOOD + PLAIN_COLUMNS + (detail.quantiles() ? 1 : 0);
        WindowRevision revision = WindowRevisionBuilder.builder()
                .datastream(names.datastreams().get(row.getInt(1)))
                .sizeMillis(row.getLong(2))
                .startMicros(row.getLong(3))
                .revision(row.getInt(4))
                .recordedMillis(row.getLong(5))
                .expected(row.getInt(6))
                .good(summary(row, row.getLong(GOOD_COUNT), GOOD))
                .suspect(
                        detail.suspect()
                                ? summary(row, row.getLong(SUSPECT_COUNT), suspect)
                                : counted(row.getLong(SUSPECT_COUNT)))
                .notEvaluatedCount(row.getLong(7))
                .failCount(row.getLong(8))
                .missingCount(row.getLong(9))
                .lateCount(row.getLong(10))
                .catalogVersion(row.getLong(11))
                .replaces(row.getBoolean(12))
                .build();
        return new StoredRevision(revision, names.pipelines().getOrDefault(row.getInt(13), ""));
    }

    private String summaryColumns(String prefix) {
        return ", " + prefix + "mean, " + prefix + "squares, " + prefix + "sum, " + valueAndTime(prefix + "min") + ", "
                + valueAndTime(prefix + "max") + ", " + valueAndTime(prefix + "first") + ", "
                + valueAndTime(prefix + "last") + ", coalesce(" + prefix + "cosines, 0), coalesce(" + prefix
                + "sines, 0)"
                + (detail.quantiles() ? ", " + prefix + "quantiles" : "");
    }

    private static String valueAndTime(String column) {
        return column + ", " + Query.asMicros(column + "_time");
    }

    private Summary summary(ResultSet row, long count, int at) throws SQLException {
        if (count == 0) {
            return Summary.EMPTY;
        }
        return SummaryBuilder.builder()
                .count(count)
                .mean(row.getDouble(at))
                .squares(row.getDouble(at + 1))
                .sum(row.getDouble(at + 2))
                .min(row.getDouble(at + 3))
                .minMicros(row.getLong(at + 4))
                .max(row.getDouble(at + 5))
                .maxMicros(row.getLong(at + 6))
                .first(row.getDouble(at + 7))
                .firstMicros(row.getLong(at + 8))
                .last(row.getDouble(at + 9))
                .lastMicros(row.getLong(at + 10))
                .cosines(row.getDouble(at + 11))
                .sines(row.getDouble(at + 12))
                .quantiles(detail.quantiles() ? quantiles(row.getBytes(at + PLAIN_COLUMNS)) : Quantiles.EMPTY)
                .build();
    }

    /** A summary with a known count only. */
    private static Summary counted(long count) {
        return count == 0
                ? Summary.EMPTY
                : SummaryBuilder.builder()
                        .count(count)
                        .mean(Double.NaN)
                        .squares(Double.NaN)
                        .sum(Double.NaN)
                        .min(Double.NaN)
                        .minMicros(0)
                        .max(Double.NaN)
                        .maxMicros(0)
                        .first(Double.NaN)
                        .firstMicros(0)
                        .last(Double.NaN)
                        .lastMicros(0)
                        .cosines(0)
                        .sines(0)
                        .quantiles(Quantiles.EMPTY)
                        .build();
    }

    private static Quantiles quantiles(byte[] bytes) {
        return bytes == null ? Quantiles.EMPTY : Quantiles.parse(bytes);
    }
}
