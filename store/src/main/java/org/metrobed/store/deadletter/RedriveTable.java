package org.metrobed.store.deadletter;

import java.sql.SQLException;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The table of outcomes of redrives. Stateless. */
public final class RedriveTable {

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
            .pipeline()
            .ingestTime()
            .readBy(RedriveTable::read)
            .key("raw_partition", "raw_offset", "raw_index", "attempt");

    private RedriveTable() {}

    private static Redrive read(ResultRow row) throws SQLException {
        return new Redrive(
                new RawPosition(row.int4("raw_partition"), row.int8("raw_offset"), row.int4("raw_index")),
                row.int8("attempt"),
                row.bool("settled"),
                row.int4("readings"),
                row.int8("log_time"),
                row.text("decoder"),
                row.int8("catalog_version"));
    }
}
