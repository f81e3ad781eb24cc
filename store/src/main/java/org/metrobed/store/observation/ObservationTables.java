package org.metrobed.store.observation;

import org.metrobed.model.Observation;
import org.metrobed.store.write.Table;

/** The tables of observations. Stateless. */
final class ObservationTables {

    /** Revisions of observations. */
    static final Table<Observation> OBSERVATION = columns("observation")
            .dividedBy("phenomenon_time", Observation::phenomenonMicros)
            .key("series_id", "phenomenon_time", "revision");

    /** Values that contradict the value stored first. */
    static final Table<Observation> CONFLICT = columns("observation_conflict")
            .key("series_id", "phenomenon_time", "raw_partition", "raw_offset", "raw_index");

    private ObservationTables() {}

    private static Table.Builder<Observation> columns(String name) {
        return Table.<Observation>named(name)
                .series(Observation::datastream)
                .micros("phenomenon_time", Observation::phenomenonMicros)
                .int4("revision", Observation::revision)
                .float8("result", Observation::result)
                .int2("flag", row -> row.flag().code())
                .int8("tests", row -> row.tests().word0())
                .int8("tests_1", row -> row.tests().word1())
                .int2("cause", row -> row.cause().code())
                .int4("raw_partition", row -> row.raw().partition())
                .int8("raw_offset", row -> row.raw().offset())
                .int4("raw_index", row -> row.raw().index())
                .millis("received_time", Observation::receivedMillis)
                .int8("catalog_version", Observation::catalogVersion)
                .float8(
                        "stated_value",
                        row -> row.stated() == null ? Double.NaN : row.stated().value())
                .textOrNull(
                        "stated_unit",
                        row -> row.stated() == null ? null : row.stated().unit())
                .pipeline();
    }
}
