package org.metrobed.store.observation;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;
import org.metrobed.store.query.Query;

/** A row of observations as the readers select it. Stateless. */
final class ObservationRow {

    /** Columns of alias {@code s} (series) and {@code o} (observation). */
    static final String COLUMNS = "s.datastream, " + Query.asMicros("o.phenomenon_time")
            + ", o.revision, o.result, o.flag, o.tests, o.cause, o.raw_partition, o.raw_offset, o.raw_index, "
            + Query.asMillis("o.received_time") + ", o.catalog_version, o.stated_value, o.stated_unit, o.tests_1";

    private ObservationRow() {}

    static Observation map(ResultSet row) throws SQLException {
        double result = row.getDouble(4);
        boolean missing = row.wasNull();
        return new Observation(
                row.getString(1),
                row.getLong(2),
                row.getInt(3),
                missing ? Double.NaN : result,
                QualityFlag.of(row.getInt(5)),
                new Verdicts(row.getLong(6), row.getLong(15)),
                Observation.Cause.of(row.getInt(7)),
                new RawPosition(row.getInt(8), row.getLong(9), row.getInt(10)),
                row.getLong(11),
                row.getLong(12),
                stated(row));
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
