package org.metrobed.store.deadletter;

import java.sql.SQLException;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The table of dead letters. Stateless. */
public final class DeadLetterTable {

    /** Each attempt at a dead letter that failed. */
    public static final Table<DeadLetter> TABLE = Table.<DeadLetter>named("dead_letter")
            .int4("raw_partition", row -> row.raw().partition())
            .int8("raw_offset", row -> row.raw().offset())
            .int4("raw_index", row -> row.raw().index())
            .text("stage", DeadLetter::stage)
            .text("reason", row -> row.reason().code())
            .text("detail", DeadLetter::detail)
            .text("topic", DeadLetter::topic)
            .text("decoder", DeadLetter::decoder)
            .millis("received_time", DeadLetter::receivedMillis)
            .int8("payload_bytes", DeadLetter::payloadBytes)
            .text("payload_head", DeadLetter::payloadHead)
            .int8("catalog_version", DeadLetter::catalogVersion)
            .int8("attempt", DeadLetter::attempt)
            .pipeline()
            .ingestTime()
            .readBy(DeadLetterTable::read)
            .key("raw_partition", "raw_offset", "raw_index", "attempt");

    private DeadLetterTable() {}

    private static DeadLetter read(ResultRow row) throws SQLException {
        return new DeadLetter(
                new RawPosition(row.int4("raw_partition"), row.int8("raw_offset"), row.int4("raw_index")),
                row.text("stage"),
                DeadLetter.Reason.parse(row.text("reason")),
                row.text("detail"),
                row.text("topic"),
                row.text("decoder"),
                row.int8("received_time"),
                row.int8("payload_bytes"),
                row.text("payload_head"),
                row.int8("catalog_version"),
                row.int8("attempt"));
    }
}
