package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.model.Observation;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Finds the latest observation of each datastream, sorted by datastream. Thread-safe if its data source is. */
public final class LatestReader {

    private final DataSource database;

    /** Reads from this database. */
    public LatestReader(DataSource database) {
        this.database = database;
    }

    /** The latest observation of every datastream that has one. */
    public List<Observation> list() throws SQLException {
        return list(List.of(), OptionalLong.empty());
    }

    /**
     * The latest observations of these datastreams.
     *
     * @param datastreams empty: all
     * @param asOfMillis only observations received by this log time, milliseconds since 1970 UTC
     * @throws IllegalArgumentException if there are too many datastreams
     */
    public List<Observation> list(List<String> datastreams, OptionalLong asOfMillis) throws SQLException {
        Query sql = new Query()
                .add("select " + ObservationTables.COLUMNS + " from series s cross join lateral (")
                .add("select o.phenomenon_time from observation o where o.series_id = s.series_id");
        addAsOf(sql, asOfMillis);
        // two looks into the index, because its order backward has the lowest revision first
        sql.add("order by o.phenomenon_time desc limit 1) t cross join lateral (")
                .add("select o.* from observation o where o.series_id = s.series_id")
                .add("and o.phenomenon_time = t.phenomenon_time");
        addAsOf(sql, asOfMillis);
        return sql.add("order by o.revision desc limit 1) o")
                .addIf(!datastreams.isEmpty(), "where s.datastream = any (?)", Limits.checkDatastreams(datastreams))
                .add("order by s.datastream")
                .list(database, ObservationTables.OBSERVATION::read);
    }

    private static void addAsOf(Query sql, OptionalLong asOfMillis) {
        asOfMillis.ifPresent(asOf -> sql.add("and o.received_time <= " + Query.millis(), asOf));
    }
}
