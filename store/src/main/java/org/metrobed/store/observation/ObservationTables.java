package org.metrobed.store.observation;

import java.sql.SQLException;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The tables of observations. Stateless. */
public final class ObservationTables {

    /** Revisions of observations. */
    public static final Table<Observation> OBSERVATION = columns("observation")
            .dividedBy("phenomenon_time", Observation::phenomenonMicros)
            .key("series_id", "phenomenon_time", "revision");

    /** Values that contradict the value stored first. */
    public static final Table<Observation> CONFLICT = columns("observation_conflict")
            .key("series_id", "phenomenon_time", "raw_partition", "raw_offset", "raw_index");

    /** The columns of aliases {@code s} (series) and {@code o} (observation) that the table reads. */
    static final String COLUMNS = "s.datastream, " + OBSERVATION.select("o");

    private ObservationTables() {}

    private static Table.Builder<Observation> columns(String name) {
        return Table.<Observation>named(name)
                .series(Observation::datastream)
                .micros("phenomenon_time", Observation::phenomenonMicros)
                .int4("revision", Observation::revision)
                .float8("result", Observation::result)
                .int2("flag", row -> row.flag().code())
                .int8("tests", row -> row.tests().word0())
                .sparseInt8("tests_1", row -> row.tests().word1())
                .int2("cause", row -> row.cause().code())
                .int4("raw_partition", row -> row.raw().partition())
                .int8("raw_offset", row -> row.raw().offset())
                .int4("raw_index", row -> row.raw().index())
                .millis("received_time", Observation::receivedMillis)
                .int8("catalog_version", Observation::catalogVersion)
                .float8(
                        "stated_value",
                        row -> row.stated() == null ? Double.NaN : row.stated().value())
                .text(
                        "stated_unit",
                        row -> row.stated() == null ? null : row.stated().unit())
                .pipeline()
                .ingestTime(Observation::receivedMillis)
                .readBy(ObservationTables::read);
    }

    private static Observation read(ResultRow row) throws SQLException {
        return read(row, row.text("datastream"));
    }

    /** The current row of a datastream. */
    static Observation read(ResultRow row, String datastream) throws SQLException {
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(row.int8("phenomenon_time"))
                .revision(row.int4("revision"))
                .result(row.float8("result"))
                .flag(QualityFlag.of(row.int4("flag")))
                .tests(new Verdicts(row.int8("tests"), row.int8("tests_1")))
                .cause(Observation.Cause.of(row.int4("cause")))
                .raw(new RawPosition(row.int4("raw_partition"), row.int8("raw_offset"), row.int4("raw_index")))
                .receivedMillis(row.int8("received_time"))
                .catalogVersion(row.int8("catalog_version"))
                .stated(stated(row))
                .build();
    }

    /** The unit is set only if the payload stated something else than the result. */
    private static StatedValue stated(ResultRow row) throws SQLException {
        String unit = row.text("stated_unit");
        return unit == null ? null : new StatedValue(row.float8("stated_value"), unit);
    }
}
