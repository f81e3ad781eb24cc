package org.metrobed.stream;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/** The rows that one run of the pipeline wrote, read by SQL. */
final class Tables {

    /**
     * Windows of any length, stored as they closed, that differ from another computation. Readings beyond the
     * deduplication retention, bit 56, are in windows only after a recompute.
     */
    static final String WINDOWS_THAT_DIFFER = """
            with naive as (
                select datastream, size_ms,
                    date_bin(size_ms * interval '1 millisecond', phenomenon_time, timestamptz 'epoch') as window_start,
                    count(*) filter (where flag = 1) as good, count(*) filter (where flag = 3) as suspect,
                    count(*) filter (where flag = 4) as fail, count(*) filter (where flag = 9) as missing,
                    min(result) filter (where flag = 1) as low, max(result) filter (where flag = 1) as high,
                    avg(result) filter (where flag = 1) as mean
                from current_observation cross join (values (60000), (900000), (3600000), (86400000)) sizes (size_ms)
                where tests & (1::bigint << 56) = 0 group by 1, 2, 3)
            select count(*) from window_revision r join series s using (series_id)
            join current_window w using (datastream, size_ms, window_start)
            left join naive n using (datastream, size_ms, window_start)
            where r.revision = 0 and (n.good is null
                or (n.good, n.suspect, n.fail, n.missing) is distinct from
                    (w.good_count, w.suspect_count, w.fail_count, w.missing_count)
                or n.low is distinct from w.good_min or n.high is distinct from w.good_max
                or abs(n.mean - w.good_mean) > 1e-9 * abs(n.mean) + 1e-12)""";

    private static final Map<String, String> DIGESTS = Map.of(
            "observation",
            """
            select s.datastream || '|' || phenomenon_time || '|' || revision || '|' || coalesce(result::text, '-') || '|'
                || flag || '|' || tests || '|' || coalesce(tests_1, 0) || '|' || raw_partition || '|' || raw_offset || '|' || raw_index || '|'
                || received_time || '|' || o.catalog_version
            from observation o join series s using (series_id)""",
            "observation_conflict",
            """
            select s.datastream || '|' || phenomenon_time || '|' || coalesce(result::text, '-') || '|' || raw_partition
                || '|' || raw_offset || '|' || raw_index
            from observation_conflict o join series s using (series_id)""",
            "window_revision",
            """
            select s.datastream || '|' || window_start || '|' || size_ms || '|' || revision || '|' || recorded_time || '|'
                || coalesce(good_mean::text, '-') || '|' || coalesce(good_squares::text, '-') || '|' || good_count || '|'
                || coalesce(suspect_count, 0) || '|' || coalesce(fail_count, 0) || '|' || coalesce(missing_count, 0)
                || '|' || coalesce(late_count, 0) || '|' || interval_ms
                || '|' || coalesce(good_last::text, '-') || '|' || coalesce(good_first_time::text, '-')
                || '|' || coalesce(good_quantiles::text, '-') || '|' || coalesce(suspect_quantiles::text, '-')
            from window_revision w join series s using (series_id)""",
            "alert_event",
            """
            select (alert_id, sequence, kind, datastream, detector, severity, event_time, recorded_time, observed, peak,
                message, cause, score, expected, origin, parent)::text
            from alert_event""",
            "dead_letter",
            "select (raw_partition, raw_offset, raw_index, attempt, reason, detail, payload_head)::text from dead_letter",
            "redrive",
            "select (raw_partition, raw_offset, raw_index, attempt, settled, readings, log_time, decoder)::text from redrive",
            "liveness",
            "select (kind, id, gateway, heard_time, phenomenon_time, status, skew_ms, skew_samples)::text from liveness");

    private final DataSource pool;
    private final Map<String, String> digests = new TreeMap<>();

    Tables(DataSource pool) {
        this.pool = pool;
    }

    /** The number of readings of all flags in the windows of a length, stored and composed. */
    long readingsInWindows(WindowLevel level, Catalog catalog) throws SQLException {
        List<String> datastreams = catalog.datastreams().stream()
                .map(Datastream::id)
                .map(DatastreamId::value)
                .toList();
        SettingsSource settings = SettingsSource.inAllVersions(
                datastream -> catalog.findDatastream(datastream).map(Datastream::settings));
        return new WindowReader(pool, settings)
                .list(WindowQuery.of(datastreams, level.millis(), 0, Long.MAX_VALUE)).stream()
                        .mapToLong(window -> window.window().count())
                        .sum();
    }

    /** The least progress of all sinks, or the minimum as long as a subtask of a sink has none. */
    long asOf() {
        try {
            long sinks = number("select count(*) from (select sink from sink_progress group by sink"
                    + " having count(*) = max(subtasks)) s");
            return sinks < 9
                    ? Long.MIN_VALUE
                    : number("select (extract(epoch from min(log_time)) * 1000)::bigint from sink_progress");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads row counts and checksums of all tables. */
    Tables read() throws SQLException {
        for (Map.Entry<String, String> digest : DIGESTS.entrySet()) {
            digests.put(
                    digest.getKey(),
                    text("select count(*) || ' ' || coalesce(sum(hashtextextended(t.line, 0)), 0) from ("
                            + digest.getValue() + ") t(line)"));
        }
        return this;
    }

    Map<String, String> digests() {
        return digests;
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
