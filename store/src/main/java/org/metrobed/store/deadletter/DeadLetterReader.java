package org.metrobed.store.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.core.model.RawPosition;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Lists dead letters, newest first. Thread-safe as its data source is. */
public final class DeadLetterReader {

    private static final String COLUMNS =
            "raw_partition, raw_offset, raw_index, stage, reason, detail, topic, decoder, "
                    + Query.asMillis("received_time") + ", payload_bytes, payload_head, catalog_version";

    private final DataSource database;

    /** Reads from this database. */
    public DeadLetterReader(DataSource database) {
        this.database = database;
    }

    /** The dead letters of the query. */
    public List<DeadLetter> list(DeadLetterQuery query) throws SQLException {
        Query sql = new Query()
                .add("select " + COLUMNS + " from dead_letter")
                .add("where received_time >= " + Query.millis(), clamp(query.fromMillis()))
                .add("and received_time < " + Query.millis(), clamp(query.toMillis()))
                .addIf(!query.reasons().isEmpty(), "and reason = any (?)", codes(query));
        query.after()
                .ifPresent(after -> sql.add(
                        "and (received_time, raw_partition, raw_offset, raw_index) < (" + Query.millis() + ", ?, ?, ?)",
                        clamp(after.receivedMillis()),
                        after.raw().partition(),
                        after.raw().offset(),
                        after.raw().index()));
        return sql.add("order by received_time desc, raw_partition desc, raw_offset desc, raw_index desc")
                .add("limit ?", query.limit())
                .list(database, DeadLetterReader::map);
    }

    private static long clamp(long millis) {
        return Math.max(0, Math.min(Limits.END_MICROS / 1_000, millis));
    }

    private static List<String> codes(DeadLetterQuery query) {
        return query.reasons().stream().map(DeadLetter.Reason::code).toList();
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
                row.getLong(12));
    }
}
