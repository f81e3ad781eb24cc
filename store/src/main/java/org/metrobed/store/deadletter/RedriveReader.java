package org.metrobed.store.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.query.Query;

/** Lists outcomes of redrives. Thread-safe if its data source is. */
public final class RedriveReader {

    private static final String COLUMNS = "raw_partition, raw_offset, raw_index, attempt, settled, readings, "
            + Query.asMillis("log_time") + ", decoder, catalog_version";

    private final DataSource database;

    /** Reads from this database. */
    public RedriveReader(DataSource database) {
        this.database = database;
    }

    /** Every outcome at a raw position, oldest first. */
    public List<Redrive> list(RawPosition raw) throws SQLException {
        return new Query()
                .add("select " + COLUMNS + " from redrive")
                .add(
                        "where raw_partition = ? and raw_offset = ? and raw_index = ? order by attempt",
                        DeadLetterReader.parts(raw))
                .list(database, RedriveReader::map);
    }

    /** The known outcomes of these attempts, in no order. */
    public List<Redrive> list(Collection<Attempt> attempts) throws SQLException {
        return Attempt.join(new Query().add("select " + COLUMNS + " from redrive"), attempts)
                .list(database, RedriveReader::map);
    }

    private static Redrive map(ResultSet row) throws SQLException {
        return new Redrive(
                new RawPosition(row.getInt(1), row.getLong(2), row.getInt(3)),
                row.getLong(4),
                row.getBoolean(5),
                row.getInt(6),
                row.getLong(7),
                row.getString(8),
                row.getLong(9));
    }
}
