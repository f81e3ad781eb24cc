package org.metrobed.store.deadletter;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.query.Query;

/** Lists outcomes of redrives. Thread-safe if its data source is. */
public final class RedriveReader {

    private static final String SELECT = "select " + RedriveTable.TABLE.select("r") + " from redrive r";

    private final DataSource database;

    /** Reads from this database. */
    public RedriveReader(DataSource database) {
        this.database = database;
    }

    /** Every outcome at a raw position, oldest first. */
    public List<Redrive> list(RawPosition raw) throws SQLException {
        return new Query()
                .add(SELECT)
                .add(
                        "where raw_partition = ? and raw_offset = ? and raw_index = ? order by attempt",
                        DeadLetterReader.parts(raw))
                .list(database, RedriveTable.TABLE::read);
    }

    /** The known outcomes of these attempts, in no order. */
    public List<Redrive> list(Collection<Attempt> attempts) throws SQLException {
        return Attempt.join(new Query().add(SELECT), attempts).list(database, RedriveTable.TABLE::read);
    }
}
