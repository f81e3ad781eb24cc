package org.metrobed.store.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.metrobed.store.query.Query;

/**
 * One connection and its caches: numbers, partitions, and tables with a replay in progress. Ends with its connection.
 * Not thread-safe.
 */
public final class WriteContext implements Keys {

    private final Connection connection;
    private final WriteMode mode;
    private final int pipeline;
    private final SeriesIds series = new SeriesIds();
    private final Partitions partitions;
    private final CompressedChunks chunks;
    private final boolean leavesOut;
    private final InstantSource clock;
    private final Set<String> replaying = new HashSet<>();
    /** The tables whose rows this transaction compared with stored rows. */
    private final Set<String> compared = new HashSet<>();
    /** Those of them where it met stored rows. */
    private final Set<String> met = new HashSet<>();

    private WriteContext(
            Connection connection, WriteMode mode, String pipelineVersion, boolean nativeLayout, InstantSource clock)
            throws SQLException {
        this.connection = connection;
        this.mode = mode;
        this.pipeline = pipelineId(connection, pipelineVersion);
        this.partitions = new Partitions(nativeLayout);
        this.chunks = new CompressedChunks(!nativeLayout);
        this.leavesOut = leavesOut(connection);
        this.clock = clock;
    }

    /**
     * A context over a connection in autocommit.
     *
     * @param nativeLayout whether the writers must create partitions
     * @param clock tells the time of writing
     */
    public static WriteContext of(
            Connection connection, WriteMode mode, String pipelineVersion, boolean nativeLayout, InstantSource clock)
            throws SQLException {
        return new WriteContext(connection, mode, pipelineVersion, nativeLayout, clock);
    }

    /** The connection; the session commits and rolls back. */
    public Connection connection() {
        return connection;
    }

    @Override
    public int series(String datastream) {
        return series.id(datastream);
    }

    @Override
    public int pipeline() {
        return pipeline;
    }

    @Override
    public boolean leavesOut() {
        return leavesOut;
    }

    @Override
    public long nowMillis() {
        return clock.millis();
    }

    /** Records that COPY into this table met stored rows: a replay has begun. */
    public void replayBegins(String table) {
        replaying.add(table);
    }

    /** Forgets the known partitions. */
    public void forgetPartitions() {
        partitions.forget();
    }

    /** The transaction is committed: the replay of a table is over if no batch of it met a stored row. */
    public void committed() {
        compared.removeAll(met);
        replaying.removeAll(compared);
        rolledBack();
    }

    /** The transaction is rolled back: nothing is known of its batches. */
    public void rolledBack() {
        compared.clear();
        met.clear();
    }

    /**
     * A batch was compared with the rows of its table.
     *
     * @param metNone whether no row of the batch was stored already
     */
    void compared(String table, boolean metNone) {
        compared.add(table);
        if (!metNone) {
            met.add(table);
        }
    }

    boolean copies(String table) {
        return mode == WriteMode.COPY && !replaying.contains(table);
    }

    void resolve(Collection<String> datastreams) throws SQLException {
        series.resolve(connection, datastreams);
    }

    <T> void ensurePartitions(String table, List<T> rows, ToLongFunction<T> micros) throws SQLException {
        partitions.ensure(connection, table, rows, micros);
    }

    <T> void openChunks(CompressedChunks.Target<T> target, List<T> rows) throws SQLException {
        chunks.open(connection, target, rows, nowMillis());
    }

    /** False if the TimescaleDB of the migration could not change its compressed tables. */
    private static boolean leavesOut(Connection connection) throws SQLException {
        return new Query()
                .add("select not attnotnull as optional from pg_attribute")
                .add("where attrelid = 'observation'::regclass and attname = 'ingest_time'")
                .list(connection, row -> row.bool("optional"))
                .get(0);
    }

    private static int pipelineId(Connection connection, String version) throws SQLException {
        new Query()
                .add("insert into pipeline (version) select ?::text", version)
                .add("where not exists (select 1 from pipeline where version = ?)", version)
                .add("on conflict (version) do nothing")
                .update(connection);
        return new Query()
                .add("select pipeline_id from pipeline where version = ?", version)
                .list(connection, row -> row.int4("pipeline_id"))
                .get(0);
    }
}
