package org.metrobed.store.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Lists and counts dead letters. Thread-safe if its data source is. */
public final class DeadLetterReader {

    private static final String COLUMNS =
            "raw_partition, raw_offset, raw_index, stage, reason, detail, topic, decoder, "
                    + Query.asMillis("received_time") + ", payload_bytes, payload_head, catalog_version, attempt";

    private static final int STATE = 14;

    private final DataSource database;

    /** Reads from this database. */
    public DeadLetterReader(DataSource database) {
        this.database = database;
    }

    /** The dead letters of the query, newest first; each is its newest attempt. */
    public List<StoredDeadLetter> list(DeadLetterQuery query) throws SQLException {
        Query sql = new Query().add("select " + COLUMNS + ", state from current_dead_letter");
        query.filter().addTo(sql);
        query.after()
                .ifPresent(after -> sql.add(
                        "and (received_time, raw_partition, raw_offset, raw_index) < (" + Query.millis() + ", ?, ?, ?)",
                        Limits.clampMillis(after.receivedMillis()),
                        after.raw().partition(),
                        after.raw().offset(),
                        after.raw().index()));
        return sql.add("order by received_time desc, raw_partition desc, raw_offset desc, raw_index desc")
                .add("limit ?", query.limit())
                .list(database, DeadLetterReader::mapStored);
    }

    /** The count of each reason, stage and state; zero counts are left out. Reads every row. */
    public List<DeadLetterCount> countAll() throws SQLException {
        return new Query()
                .add("select reason, stage, state, count(*) from current_dead_letter")
                .add("group by reason, stage, state order by reason, stage, state")
                .list(
                        database,
                        row -> new DeadLetterCount(
                                DeadLetter.Reason.parse(row.getString(1)),
                                row.getString(2),
                                DeadLetterFilter.State.parse(row.getString(3)),
                                row.getLong(4)));
    }

    /** The number of dead letters that a filter selects. */
    public long count(DeadLetterFilter filter) throws SQLException {
        Query sql = new Query().add("select count(*) from current_dead_letter");
        filter.addTo(sql);
        return sql.list(database, row -> row.getLong(1)).get(0);
    }

    /** The dead letter of a raw position in its current state. */
    public Optional<StoredDeadLetter> find(RawPosition raw) throws SQLException {
        return new Query()
                        .add("select " + COLUMNS + ", state from current_dead_letter")
                        .add("where raw_partition = ? and raw_offset = ? and raw_index = ?", parts(raw))
                        .list(database, DeadLetterReader::mapStored)
                        .stream()
                        .findFirst();
    }

    /** Every attempt at a raw position, oldest first. */
    public List<DeadLetter> listAttempts(RawPosition raw) throws SQLException {
        return new Query()
                .add("select " + COLUMNS + " from dead_letter")
                .add("where raw_partition = ? and raw_offset = ? and raw_index = ? order by attempt", parts(raw))
                .list(database, DeadLetterReader::map);
    }

    /** The dead letters of these attempts, in no order. */
    public List<DeadLetter> list(Collection<Attempt> attempts) throws SQLException {
        return Attempt.join(new Query().add("select " + COLUMNS + " from dead_letter"), attempts)
                .list(database, DeadLetterReader::map);
    }

    static Object[] parts(RawPosition raw) {
        return new Object[] {raw.partition(), raw.offset(), raw.index()};
    }

    private static StoredDeadLetter mapStored(ResultSet row) throws SQLException {
        return new StoredDeadLetter(map(row), DeadLetterFilter.State.parse(row.getString(STATE)));
    }

    private static DeadLetter map(ResultSet row) throws SQLException {
        return new DeadLetter(
                new RawPosition(row.getInt(1), row.getLong(2), row.getInt(3)),
                row.getString(4),
                DeadLetter.Reason.parse(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getString(11),
                row.getLong(12),
                row.getLong(13));
    }
}
