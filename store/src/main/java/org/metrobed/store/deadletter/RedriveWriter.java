package org.metrobed.store.deadletter;

import org.metrobed.model.Redrive;
import org.metrobed.store.write.Table;
import org.metrobed.store.write.TableWriter;

/** The writer of outcomes of redrives. Stateless. */
public final class RedriveWriter {

    private RedriveWriter() {}

    /** A writer of outcomes. */
    public static TableWriter<Redrive> create() {
        return new TableWriter<>(Table.<Redrive>named("redrive")
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
                .key("raw_partition", "raw_offset", "raw_index", "attempt"));
    }
}
