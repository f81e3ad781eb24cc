package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryBuilder;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The rows of table {@code window_revision}, read with some of their details. Immutable. */
public final class WindowRows {

    private static final String GOOD = "good_";
    private static final String SUSPECT = "suspect_";
    private static final String COUNT = "count";
    private static final String QUANTILES = "quantiles";
    private static final String COURSE = "course";

    /** Revisions of windows. */
    public static final Table<WindowRevision> TABLE = describe();

    private final WindowDetail detail;
    private final Names names;

    WindowRows(WindowDetail detail, Names names) {
        this.detail = detail;
        this.names = names;
    }

    /** The columns to select, of alias {@code w}. */
    String columns() {
        return "w.series_id, w.pipeline_id, " + TABLE.select("w", this::isRead);
    }

    StoredRevision read(ResultRow row) throws SQLException {
        WindowRevision revision = WindowRevisionBuilder.builder()
                .datastream(names.datastreams().get(row.int4("series_id")))
                .sizeMillis(row.int8("size_ms"))
                .startMicros(row.int8("window_start"))
                .revision(row.int4("revision"))
                .recordedMillis(row.int8("recorded_time"))
                .intervalMillis(row.int8("interval_ms"))
                .good(summary(row.group(GOOD)).withCourse(Course.parse(emptyIfNull(row.bytes(GOOD + COURSE)))))
                .suspect(detail.suspect() ? summary(row.group(SUSPECT)) : counted(row.int8(SUSPECT + COUNT)))
                .notEvaluatedCount(row.int8("not_evaluated_count"))
                .failCount(row.int8("fail_count"))
                .missingCount(row.int8("missing_count"))
                .lateCount(row.int8("late_count"))
                .catalogVersion(row.int8("catalog_version"))
                .replaces(row.bool("replaces"))
                .build();
        return new StoredRevision(revision, names.pipelines().getOrDefault(row.int4("pipeline_id"), ""));
    }

    private boolean isRead(String column) {
        return (detail.suspect() || !column.startsWith(SUSPECT) || column.equals(SUSPECT + COUNT))
                && (detail.quantiles() || !column.endsWith(QUANTILES));
    }

    private static Table<WindowRevision> describe() {
        Table.Builder<WindowRevision> table = Table.<WindowRevision>named("window_revision")
                .series(WindowRevision::datastream)
                .int8("size_ms", WindowRevision::sizeMillis)
                .micros("window_start", WindowRevision::startMicros)
                .int4("revision", WindowRevision::revision)
                .millis("recorded_time", WindowRevision::recordedMillis)
                .int8("interval_ms", WindowRevision::intervalMillis);
        table.int8(GOOD + COUNT, row -> row.good().count());
        describe(table, GOOD, WindowRevision::good);
        table.bytes(GOOD + COURSE, row -> nullIfEmpty(row.good().course().bytes()));
        table.sparseInt8(SUSPECT + COUNT, row -> row.suspect().count());
        describe(table, SUSPECT, WindowRevision::suspect);
        return table.sparseInt8("not_evaluated_count", WindowRevision::notEvaluatedCount)
                .sparseInt8("fail_count", WindowRevision::failCount)
                .sparseInt8("missing_count", WindowRevision::missingCount)
                .sparseInt8("late_count", WindowRevision::lateCount)
                .int8("catalog_version", WindowRevision::catalogVersion)
                .bool("replaces", WindowRevision::replaces)
                .pipeline()
                .ingestTime(WindowRevision::recordedMillis)
                .dividedBy("window_start", WindowRevision::startMicros)
                .key("series_id", "size_ms", "window_start", "revision");
    }

    private static void describe(
            Table.Builder<WindowRevision> table, String prefix, Function<WindowRevision, Summary> summary) {
        table.float8(prefix + "mean", row -> summary.apply(row).mean())
                .float8(prefix + "squares", row -> summary.apply(row).squares())
                .float8(prefix + "sum", row -> summary.apply(row).sum())
                .float8(prefix + "min", row -> summary.apply(row).min())
                .micros(prefix + "min_time", row -> time(summary.apply(row), Summary::minMicros))
                .float8(prefix + "max", row -> summary.apply(row).max())
                .micros(prefix + "max_time", row -> time(summary.apply(row), Summary::maxMicros))
                .float8(prefix + "first", row -> summary.apply(row).first())
                .micros(prefix + "first_time", row -> time(summary.apply(row), Summary::firstMicros))
                .float8(prefix + "last", row -> summary.apply(row).last())
                .micros(prefix + "last_time", row -> time(summary.apply(row), Summary::lastMicros))
                .float8(prefix + "cosines", row -> nullIfZero(summary.apply(row).cosines()))
                .float8(prefix + "sines", row -> nullIfZero(summary.apply(row).sines()))
                .bytes(
                        prefix + QUANTILES,
                        row -> nullIfEmpty(summary.apply(row).quantiles().bytes()));
    }

    private Summary summary(ResultRow row) throws SQLException {
        long count = row.int8(COUNT);
        if (count == 0) {
            return Summary.EMPTY;
        }
        return SummaryBuilder.builder()
                .count(count)
                .mean(row.float8("mean"))
                .squares(row.float8("squares"))
                .sum(row.float8("sum"))
                .min(row.float8("min"))
                .minMicros(row.int8("min_time"))
                .max(row.float8("max"))
                .maxMicros(row.int8("max_time"))
                .first(row.float8("first"))
                .firstMicros(row.int8("first_time"))
                .last(row.float8("last"))
                .lastMicros(row.int8("last_time"))
                .cosines(zeroIfNull(row.float8("cosines")))
                .sines(zeroIfNull(row.float8("sines")))
                .quantiles(detail.quantiles() ? Quantiles.parse(emptyIfNull(row.bytes(QUANTILES))) : Quantiles.EMPTY)
                .course(Course.NONE)
                .build();
    }

    /** A summary with a known count only. */
    static Summary counted(long count) {
        double unknown = Double.NaN;
        return count == 0
                ? Summary.EMPTY
                : SummaryBuilder.builder()
                        .count(count)
                        .mean(unknown)
                        .squares(unknown)
                        .sum(unknown)
                        .min(unknown)
                        .minMicros(0)
                        .max(unknown)
                        .maxMicros(0)
                        .first(unknown)
                        .firstMicros(0)
                        .last(unknown)
                        .lastMicros(0)
                        .cosines(0)
                        .sines(0)
                        .quantiles(Quantiles.EMPTY)
                        .course(Course.NONE)
                        .build();
    }

    private static double nullIfZero(double sum) {
        return sum == 0 ? Double.NaN : sum;
    }

    private static double zeroIfNull(double sum) {
        return Double.isNaN(sum) ? 0 : sum;
    }

    private static byte[] nullIfEmpty(byte[] bytes) {
        return bytes.length == 0 ? null : bytes;
    }

    private static byte[] emptyIfNull(byte[] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    /** An empty summary has no times. */
    private static long time(Summary summary, ToLongFunction<Summary> micros) {
        return summary.count() == 0 ? Table.NO_TIME : micros.applyAsLong(summary);
    }
}
