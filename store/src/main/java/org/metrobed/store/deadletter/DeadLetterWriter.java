package org.metrobed.store.deadletter;

import org.metrobed.model.DeadLetter;
import org.metrobed.store.write.Table;
import org.metrobed.store.write.TableWriter;

/** The writer of dead letters. Stateless. */
public final class DeadLetterWriter {

    private DeadLetterWriter() {}

    /** A writer of dead letters. */
    public static TableWriter<DeadLetter> create() {
        return new TableWriter<>(Table.<DeadLetter>named("dead_letter")
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
                .key("raw_partition", "raw_offset", "raw_index", "attempt"));
    }
}
