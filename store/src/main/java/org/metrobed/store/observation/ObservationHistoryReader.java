package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.Observation;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Lists every revision of the observations of one datastream. Thread-safe if its data source is. */
public final class ObservationHistoryReader {

    private final DataSource database;

    /** Reads from this database. */
    public ObservationHistoryReader(DataSource database) {
        this.database = database;
    }

    /**
     * All revisions of a range {@code [from, to)} of phenomenon time, in the order of time and revision.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public List<Observation> list(String datastream, long fromMicros, long toMicros) throws SQLException {
        return new Query()
                .add("select " + ObservationTables.COLUMNS)
                .add("from series s join observation o on o.series_id = s.series_id")
                .add("where s.datastream = ?", datastream)
                .add("and o.phenomenon_time >= " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("and o.phenomenon_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .add("order by o.phenomenon_time, o.revision")
                .list(database, ObservationTables.OBSERVATION::read);
    }
}
