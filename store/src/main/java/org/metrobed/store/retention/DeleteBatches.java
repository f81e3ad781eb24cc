package org.metrobed.store.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.metrobed.store.query.Query;

/**
 * Deletes rows of one series after the other, a bounded range of time in each statement. Rows with the same key time
 * are one item: its revisions are deleted together, as soon as the youngest is old. One use, one thread.
 */
final class DeleteBatches {

    private static final String CONFLICTS = "delete from observation_conflict"
            + " where (series_id, phenomenon_time, raw_partition, raw_offset, raw_index) in ("
            + "select c.series_id, c.phenomenon_time, c.raw_partition, c.raw_offset, c.raw_index"
            + " from observation_conflict c where c.series_id = ? and coalesce(c.ingest_time, c.received_time) < ?"
            + " and not exists (select 1 from observation o"
            + " where o.series_id = c.series_id and o.phenomenon_time = c.phenomenon_time) limit ?)";

    private final Connection connection;
    private final Kept kept;
    private final Instant cutoff;
    private final int limit;
    private final BooleanSupplier goesOn;
    private long rows;
    private long batches;

    /** Contents of a range; {@code firstYoung} is the first ingest time that is not before the cutoff, or null. */
    private record Stretch(long rows, Instant last, boolean old, Instant firstYoung) {}

    DeleteBatches(Connection connection, Kept kept, Instant cutoff, int limit, BooleanSupplier goesOn) {
        this.connection = connection;
        this.kept = kept;
        this.cutoff = cutoff;
        this.limit = limit;
        this.goesOn = goesOn;
    }

    /** Number of deleted rows. */
    long rows() {
        return rows;
    }

    /** Number of statements. */
    long batches() {
        return batches;
    }

    Kept kept() {
        return kept;
    }

    /** Rows ingested at or after this time stay. */
    Instant cutoff() {
        return cutoff;
    }

    /** Whether another statement may run. */
    boolean goesOn() {
        return goesOn.getAsBoolean();
    }

    /**
     * Deletes the old rows of a series in a range of time.
     *
     * @return no remaining row of the range can be deleted before the cutoff has passed this
     */
    Instant delete(int series, Instant from, Instant to) throws SQLException {
        Instant due = Instant.MAX;
        Instant start = from;
        while (start.isBefore(to) && goesOn()) {
            Stretch stretch = look(series, start, to);
            if (stretch.rows == 0) {
                break;
            }
            Instant end = stretch.rows < limit ? to : stretch.last.plus(1, ChronoUnit.MICROS);
            if (stretch.old) {
                deleteOld(series, start, end);
            }
            due = stretch.firstYoung != null && stretch.firstYoung.isBefore(due) ? stretch.firstYoung : due;
            start = end;
        }
        return due;
    }

    /** Deletes conflict rows of a series whose observation is deleted; returns how many. */
    long deleteConflicts(int series) throws SQLException {
        long all = 0;
        int deleted = limit;
        while (deleted == limit && goesOn()) {
            deleted = new Query().add(CONFLICTS, series, cutoff, limit).update(connection);
            all += deleted;
        }
        return all;
    }

    /**
     * Deletes a whole compressed segment without decompressing it.
     *
     * @return whether the series is finished in this chunk; if not, some rows are young, or another session writes to
     *     it
     */
    boolean deleteSegment(int series, Piece chunk) throws SQLException {
        OptionalLong deleted = new Segments(connection, kept, cutoff).delete(series, chunk);
        count(deleted.orElse(0));
        return deleted.isPresent();
    }

    /** Includes ties, so that no range ends between two revisions of one item. */
    private Stretch look(int series, Instant from, Instant to) throws SQLException {
        return new Query()
                .add("select count(*) as items, max(r.time) as last, bool_or(r.ingested < ?) as old,", cutoff)
                .add("min(r.ingested) filter (where r.ingested >= ?) as first_young from (", cutoff)
                .add(
                        "select " + kept.time() + " as time, " + kept.ingested() + " as ingested from " + kept.table()
                                + kept.inRange(),
                        series,
                        from,
                        to)
                .add("order by " + kept.time() + " fetch first " + limit + " rows with ties) r")
                .list(
                        connection,
                        row -> new Stretch(
                                row.int8("items"), row.instant("last"), row.bool("old"), row.instant("first_young")))
                .get(0);
    }

    private void deleteOld(int series, Instant from, Instant to) throws SQLException {
        count(new Query()
                .add("delete from " + kept.table() + kept.inRange(), series, from, to)
                .add("and " + kept.ingested() + " < ? and " + kept.time() + " <> all (array(", cutoff)
                .add("select y." + kept.time() + " from " + kept.table() + " y" + kept.inRange(), series, from, to)
                .add("and " + kept.ingested() + " >= ?))", cutoff)
                .update(connection));
    }

    private void count(long deleted) {
        if (deleted > 0) {
            rows += deleted;
            batches++;
        }
    }
}
