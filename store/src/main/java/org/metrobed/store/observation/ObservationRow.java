package org.metrobed.store.observation;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.store.query.Query;

/** A row of observations as the readers select it. Stateless. */
final class ObservationRow {

    /** Columns of alias {@code s} (series) and {@code o} (observation). */
    static final String COLUMNS = "s.datastream, " + Query.asMicros("o.phenomenon_time")
            + ", o.revision, o.result, o.flag, o.tests, o.cause, o.raw_partition, o.raw_offset, o.raw_index, "
            + Query.asMillis("o.received_time") + ", o.catalog_version, o.stated_value, o.stated_unit";

    private ObservationRow() {}

    static Observation map(ResultSet row) throws SQLException {
        double result = row.getDouble(4);
        boolean missing = row.wasNull();
        return ObservationBuilder.builder()
                .datastream(row.getString(1))
                .phenomenonMicros(row.getLong(2))
                .revision(row.getInt(3))
                .result(missing ? Double.NaN : result)
                .flag(QualityFlag.of(row.getInt(5)))
                .tests(row.getLong(6))
                .cause(Observation.Cause.of(row.getInt(7)))
                .raw(new RawPosition(row.getInt(8), row.getLong(9), row.getInt(10)))
                .receivedMillis(row.getLong(11))
                .catalogVersion(row.getLong(12))
                .stated(stated(row))
                .build();
    }

    /** The unit is set only if the payload stated something else than the result. */
    private static StatedValue stated(ResultSet row) throws SQLException {
        String unit = row.getString(14);
        if (unit == null) {
            return null;
        }
        double value = row.getDouble(13);
        return new StatedValue(row.wasNull() ? Double.NaN : value, unit);
    }
}
