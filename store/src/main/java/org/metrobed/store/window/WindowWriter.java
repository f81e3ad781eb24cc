package org.metrobed.store.window;

import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.write.Table;
import org.metrobed.store.write.TableWriter;

/** The writer of window revisions. Stateless. */
public final class WindowWriter {

    private WindowWriter() {}

    /** A writer of window revisions. */
    public static TableWriter<WindowRevision> create() {
        Table.Builder<WindowRevision> table = Table.<WindowRevision>named("window_revision")
                .series(WindowRevision::datastream)
                .int8("size_ms", WindowRevision::sizeMillis)
                .micros("window_start", WindowRevision::startMicros)
                .int4("revision", WindowRevision::revision)
                .millis("recorded_time", WindowRevision::recordedMillis)
                .int4("expected", WindowRevision::expected)
                .int8("not_evaluated_count", WindowRevision::notEvaluatedCount)
                .int8("fail_count", WindowRevision::failCount)
                .int8("missing_count", WindowRevision::missingCount)
                .int8("late_count", WindowRevision::lateCount)
                .int8("catalog_version", WindowRevision::catalogVersion)
                .bool("replaces", WindowRevision::replaces);
        addSummary(table, "good_", WindowRevision::good);
        addSummary(table, "suspect_", WindowRevision::suspect);
        return new TableWriter<>(table.pipeline()
                .dividedBy("window_start", WindowRevision::startMicros)
                .key("series_id", "size_ms", "window_start", "revision"));
    }

    private static void addSummary(
            Table.Builder<WindowRevision> table, String prefix, Function<WindowRevision, Summary> summary) {
        table.int8(prefix + "count", row -> summary.apply(row).count())
                .float8(prefix + "mean", row -> summary.apply(row).mean())
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
                .float8(prefix + "cosines", row -> direction(summary.apply(row).cosines()))
                .float8(prefix + "sines", row -> direction(summary.apply(row).sines()))
                .bytes(prefix + "quantiles", row -> quantiles(summary.apply(row)));
    }

    /** A missing direction is stored as null; 0 is read back. */
    private static double direction(double sum) {
        return sum == 0 ? Double.NaN : sum;
    }

    private static byte[] quantiles(Summary summary) {
        return summary.quantiles().isEmpty() ? null : summary.quantiles().bytes();
    }

    /** An empty summary has no times. */
    private static long time(Summary summary, ToLongFunction<Summary> micros) {
        return summary.count() == 0 ? Table.NO_TIME : micros.applyAsLong(summary);
    }
}
