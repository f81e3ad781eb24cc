package org.metrobed.store.compression;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.store.Layout;
import org.metrobed.store.query.Query;

/**
 * What TimescaleDB tells about the jobs that compress the chunks of a schema, and about its own version. Immutable.
 *
 * @param jobs the jobs, by table; empty if an administrator removed their policies
 * @param installed version of the extension in this database, such as {@code 2.28.0}
 * @param available version that the server has files of
 */
public record CompressionJobs(List<Job> jobs, String installed, String available) {

    /**
     * A job. Immutable.
     *
     * @param table whose chunks it compresses
     * @param scheduled whether it runs by itself
     * @param failed whether its newest run failed
     * @param next when it runs next; empty if it has never run, or runs now
     */
    public record Job(String table, boolean scheduled, boolean failed, Optional<Instant> next) {}

    public CompressionJobs {
        jobs = List.copyOf(jobs);
    }

    /**
     * Asks the database.
     *
     * @return empty in the native layout, which compresses nothing
     */
    public static Optional<CompressionJobs> read(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (Layout.read(connection) != Layout.TIMESCALE) {
                return Optional.empty();
            }
            List<Job> jobs = new Query()
                    .add("select j.hypertable_name::text as name, j.scheduled,")
                    .add("coalesce(s.last_run_status = 'Failed', false) as failed,")
                    .add("case when isfinite(s.next_start) then s.next_start end as next")
                    .add(
                            "from timescaledb_information.jobs j left join timescaledb_information.job_stats s using (job_id)")
                    .add("where j.hypertable_schema = current_schema")
                    .add("and j.config->>'compress_created_before' is not null order by 1")
                    .list(
                            connection,
                            row -> new Job(
                                    row.text("name"),
                                    row.bool("scheduled"),
                                    row.bool("failed"),
                                    Optional.ofNullable(row.instant("next"))));
            return new Query()
                    .add("select e.extversion as installed, coalesce(a.default_version, e.extversion) as available")
                    .add("from pg_extension e left join pg_available_extensions a on a.name = e.extname")
                    .add("where e.extname = 'timescaledb'")
                    .find(connection, row -> new CompressionJobs(jobs, row.text("installed"), row.text("available")));
        }
    }
}
