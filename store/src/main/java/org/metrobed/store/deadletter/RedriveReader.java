package org.metrobed.store.deadletter;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** Lists outcomes of redrives. Thread-safe if its data source is. */
public final class RedriveReader {

    /** Outcomes. */
    public static final Table<Redrive> TABLE = Table.<Redrive>named("redrive")
            .int4("raw_partition", row -> row.raw().partition())
            .int8("raw_offset", row -> row.raw().offset())
            .int4("raw_index", row -> row.raw().index())
            .int8("attempt", Redrive::attempt)
            .bool("settled", Redrive::settled)
            .int4("readings", Redrive::readings)
            .millis("log_time", Redrive::logMillis)
            .text("decoder", Redrive::decoder)
            .int8("catalog_version", Redrive::catalogVersion)
            .int8("clock_ms", Redrive::clockMillis)
            .pipeline()
            .ingestTime()
            .readBy(RedriveReader::read)
            .key("raw_partition", "raw_offset", "raw_index", "attempt");

    private static final String SELECT = "select " + TABLE.select("r") + " from redrive r";

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
                .list(database, TABLE::read);
    }

    /** The known outcomes of these attempts, in no order. */
    public List<Redrive> list(Collection<Attempt> attempts) throws SQLException {
        return Attempt.join(new Query().add(SELECT), attempts).list(database, TABLE::read);
    }

    private static Redrive read(ResultRow row) throws SQLException {
        return new Redrive(
                new RawPosition(row.int4("raw_partition"), row.int8("raw_offset"), row.int4("raw_index")),
                row.int8("attempt"),
                row.bool("settled"),
                row.int4("readings"),
                row.int8("log_time"),
                row.text("decoder"),
                row.int8("catalog_version"),
                row.int8("clock_ms"));
    }
}
