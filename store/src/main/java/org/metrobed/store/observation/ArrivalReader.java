package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.store.query.Query;

/** Counts the readings of datastreams that were received from a time on. Thread-safe if its data source is. */
public final class ArrivalReader {

    private static final String RECEIVED =
            "where o.series_id in (select series_id from series where datastream = any (?))";

    private final DataSource database;

    /**
     * What became of readings. Immutable.
     *
     * @param stored observations
     * @param late of these, received behind the clock of their datastream
     * @param beyond of these, older than the deduplication retention, so that they enter windows by a correction
     * @param conflicting readings with another value at the time of an observation; it stands
     */
    public record Arrivals(long stored, long late, long beyond, long conflicting) {}

    /** Reads from this database. */
    public ArrivalReader(DataSource database) {
        this.database = database;
    }

    /** The readings that were received from this time on, milliseconds since 1970 UTC. */
    public Arrivals count(List<String> datastreams, long fromMillis) throws SQLException {
        long conflicts = received("count(*) as stored", "observation_conflict", datastreams, fromMillis)
                .list(database, row -> row.int8("stored"))
                .get(0);
        String columns = "count(*) as stored, " + marked(TestBits.LATE) + " as late, "
                + marked(TestBits.BEYOND_RETENTION) + " as beyond";
        return received(columns, "observation", datastreams, fromMillis)
                .add("and o.revision = 0")
                .list(
                        database,
                        row -> new Arrivals(row.int8("stored"), row.int8("late"), row.int8("beyond"), conflicts))
                .get(0);
    }

    private static String marked(long mark) {
        return "count(*) filter (where o.tests & " + mark + " <> 0)";
    }

    private static Query received(String columns, String table, List<String> datastreams, long fromMillis) {
        return new Query()
                .add("select " + columns + " from " + table + " o")
                .add(RECEIVED, datastreams)
                .add("and o.received_time >= " + Query.millis(), fromMillis);
    }
}
