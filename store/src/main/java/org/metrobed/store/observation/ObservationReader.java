package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.Observation;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.RowSource;

/**
 * Lists observations in the order of (phenomenon time, datastream), or the reverse; each is its highest revision.
 * Thread-safe if its data source is.
 */
public final class ObservationReader {

    private final DataSource database;

    /** Reads from this database. */
    public ObservationReader(DataSource database) {
        this.database = database;
    }

    /** The rows of the query from its cursor on; the limit only tells about how many will be read. */
    public RowSource<Observation> open(ObservationQuery query) throws SQLException {
        return new CurrentObservations(database, query).open();
    }

    /** The first rows of the query, up to its limit. */
    public List<Observation> list(ObservationQuery query) throws SQLException {
        return open(query).take(query.limit());
    }

    /**
     * All revisions of the observations of a datastream in a range {@code [from, to)} of phenomenon time, in the order of time and revision.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public List<Observation> listRevisions(String datastream, long fromMicros, long toMicros) throws SQLException {
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
