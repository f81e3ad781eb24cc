package org.metrobed.store.compression;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.query.Query;

/**
 * How old chunks of TimescaleDB are when they are compressed. Age counts from the creation of a chunk, so that a replay of an
 * old year is not compressed while it is written. Immutable.
 *
 * @param after age, from {@link #SHORTEST} to {@link #LONGEST}; a chunk that spans a longer time is compressed at the age that
 *     it spans, because it still grows before
 */
public record ChunkCompression(Duration after) {

    /** Shortest age: an hour. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    /** Longest age: about a hundred years. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    /** Setting of the age. */
    public static final Setting AFTER = Setting.of(
            "METROBED_COMPRESS_AFTER",
            "age from which chunks of TimescaleDB are compressed, from PT1H to P36500D; counted from the creation of a chunk, and"
                    + " at least the time that it spans: P2D of observations, P7D of windows",
            "P2D");

    public ChunkCompression {
        if (!allows(after)) {
            throw new IllegalArgumentException("after " + after + " is not in [" + SHORTEST + "," + LONGEST + "]");
        }
    }

    /** As if the setting had its default. */
    public static ChunkCompression usual() {
        return new ChunkCompression(Duration.parse(AFTER.defaultValue()));
    }

    /** Reads the setting; errors are collected in {@code settings} until its check. */
    public static ChunkCompression read(Settings settings) {
        Duration after = settings.duration(AFTER);
        if (allows(after)) {
            return new ChunkCompression(after);
        }
        settings.reject(AFTER, "must lie in [PT1H,P36500D]");
        return usual();
    }

    /**
     * Changes the policies of a migrated schema that compress at another age. Does nothing in the native layout, to a policy that
     * an administrator has removed, or to one that counts age in another way.
     *
     * @param owner the database with the user who owns the schema
     * @return a sentence for each changed policy, such as {@code observation: 2 days instead of 7 days}
     */
    public List<String> apply(DatabaseConfig owner) throws SQLException {
        try (Connection connection = Databases.connect(owner)) {
            if (Layout.read(connection) != Layout.TIMESCALE) {
                return List.of();
            }
            String extension = Layout.findTimescaleSchema(connection).orElse("public");
            return new Query()
                    .add("select p.name || ': ' || p.age || ' instead of ' || p.former as sentence, (")
                    .add("  " + extension + ".alter_job(p.job_id, config =>")
                    .add("    jsonb_set(p.config, '{compress_created_before}', to_jsonb(p.age::text)))).job_id as job")
                    .add("from (select j.job_id, j.hypertable_name::text as name, j.config,")
                    .add("    (j.config->>'compress_created_before')::interval as former,")
                    .add("    greatest(justify_hours(make_interval(secs => ?)), d.time_interval) as age", seconds())
                    .add("  from timescaledb_information.jobs j join timescaledb_information.dimensions d")
                    .add("    using (hypertable_schema, hypertable_name)")
                    .add("  where j.hypertable_schema = current_schema and d.dimension_number = 1")
                    .add("    and j.config->>'compress_created_before' is not null order by 2 offset 0) p")
                    .add("where p.age <> p.former")
                    .list(connection, row -> row.text("sentence"));
        }
    }

    private double seconds() {
        return after.toMillis() / 1e3;
    }

    private static boolean allows(Duration after) {
        return after.compareTo(SHORTEST) >= 0 && after.compareTo(LONGEST) <= 0;
    }
}
