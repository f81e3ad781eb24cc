package org.metrobed.store.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.OptionalLong;
import org.metrobed.store.query.Query;

/** Deletes all rows of one series in a compressed chunk. Thread-safe if its connection is. */
final class Segments {

    private final Connection connection;
    private final Kept kept;
    private final Instant cutoff;

    private record Segment(long rows, boolean young) {}

    Segments(Connection connection, Kept kept, Instant cutoff) {
        this.connection = connection;
        this.kept = kept;
        this.cutoff = cutoff;
    }

    /**
     * Deletes a segment if all its rows are old.
     *
     * @return number of deleted rows; empty if it was kept because some rows are young, or another session writes to
     *     the chunk
     */
    OptionalLong delete(int series, Piece chunk) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement lock = connection.createStatement()) {
            // a condition on ingest time would decompress all rows, so no young row may be inserted in between
            lock.execute("lock table " + chunk.name() + " in share row exclusive mode");
            Segment segment = look(series, chunk);
            if (!segment.young && segment.rows > 0) {
                delete(series, chunk.start(), chunk.end());
            }
            connection.commit();
            return segment.young ? OptionalLong.empty() : OptionalLong.of(segment.rows);
        } catch (SQLException e) {
            connection.rollback();
            if (Pieces.isNotNow(e)) {
                return OptionalLong.empty();
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * Goes through the hypertable, because a chunk itself shows only uncompressed rows; the answer does not count rows.
     */
    private void delete(int series, Instant from, Instant to) throws SQLException {
        new Query()
                .add("delete from " + kept.table() + kept.inRange(), series, from, to)
                .update(connection);
    }

    private Segment look(int series, Piece chunk) throws SQLException {
        return new Query()
                .add(
                        "select count(*) as segment_rows, coalesce(bool_or(" + kept.ingested()
                                + " >= ?), false) as young",
                        cutoff)
                .add("from " + chunk.name() + kept.ofSeries(), series)
                .list(connection, row -> new Segment(row.int8("segment_rows"), row.bool("young")))
                .get(0);
    }
}
