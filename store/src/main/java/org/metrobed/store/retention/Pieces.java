package org.metrobed.store.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.metrobed.store.Layout;
import org.metrobed.store.query.Query;

/** The chunks or monthly partitions of the big tables. Thread-safe if its connection is. */
final class Pieces {

    private static final String CHUNKS =
            "select format('%I.%I', chunk_schema, chunk_name) as name, range_start, range_end,"
                    + " is_compressed from timescaledb_information.chunks"
                    + " where hypertable_schema = current_schema and hypertable_name = ? order by range_start";

    private static final String PARTITIONS =
            "select format('%I.%I', n.nspname, c.relname) as name, m.first at time zone 'UTC' as range_start,"
                    + " (m.first + interval '1 month') at time zone 'UTC' as range_end, false as is_compressed"
                    + " from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace"
                    + " cross join lateral (select to_timestamp(right(c.relname, 7), 'YYYY_MM')::date::timestamp as first) m"
                    + " where i.inhparent = ?::regclass order by m.first";

    /**
     * A lock that was not granted, a statement over its limit of time or of decompressed rows, a deadlock: then rows
     * are deleted in batches.
     */
    private static final Set<String> NOT_NOW = Set.of("55P03", "57014", "53400", "40P01");

    private final Connection connection;
    private final String query;

    Pieces(Connection connection, Layout layout) {
        this.connection = connection;
        this.query = layout == Layout.TIMESCALE ? CHUNKS : PARTITIONS;
    }

    /** The pieces of a table, the oldest first. */
    List<Piece> list(String table) throws SQLException {
        return new Query()
                .add(query, table)
                .list(
                        connection,
                        row -> new Piece(
                                row.text("name"),
                                row.instant("range_start"),
                                row.instant("range_end"),
                                row.bool("is_compressed")));
    }

    /**
     * Drops a piece if none of its rows was ingested at or after the cutoff.
     *
     * @return whether it was dropped; it also stays if it is in use, or too large to be searched
     */
    boolean dropIngestedBefore(Piece piece, Kept kept, Instant cutoff) throws SQLException {
        try {
            return !holdsYoung(piece, kept, cutoff) && dropLocked(piece, kept, cutoff);
        } catch (SQLException e) {
            if (isNotNow(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Whether another session blocked the statement, or it took too long. */
    static boolean isNotNow(SQLException e) {
        return NOT_NOW.contains(String.valueOf(e.getSQLState()));
    }

    private boolean dropLocked(Piece piece, Kept kept, Instant cutoff) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // nobody may write into it between the look and the end; readers only delay the end
            statement.execute("lock table " + piece.name() + " in share mode");
            boolean young = holdsYoung(piece, kept, cutoff);
            if (!young) {
                statement.execute("drop table " + piece.name());
            }
            connection.commit();
            return !young;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean holdsYoung(Piece piece, Kept kept, Instant cutoff) throws SQLException {
        return new Query()
                .add(
                        "select exists (select 1 from " + piece.name() + " where " + kept.ingested()
                                + " >= ?) as young",
                        cutoff)
                .list(connection, row -> row.bool("young"))
                .get(0);
    }
}
