package org.metrobed.lab.path;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Measures the delay of the newest readings of some datastreams; the time of a reading is its time of publication. One
 * thread.
 */
final class NewReadings implements Probe.Sight {

    private static final int DATASTREAMS = 100;

    private final Map<Integer, Long> last = new HashMap<>();

    @Override
    public String sql() {
        return "select s.series_id, n.micros from (select series_id from series"
                + " order by datastream collate \"C\" limit " + DATASTREAMS + ") s cross join lateral"
                + " (select (extract(epoch from o.phenomenon_time) * 1000000)::bigint as micros from observation o"
                + " where o.series_id = s.series_id and o.phenomenon_time > ?"
                + " order by o.phenomenon_time desc limit 1) n";
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(3);
    }

    @Override
    public void see(ResultSet row, Instant now, LongConsumer delays) throws SQLException {
        long micros = row.getLong("micros");
        int series = row.getInt("series_id");
        if (micros > last.getOrDefault(series, 0L)) {
            last.put(series, micros);
            delays.accept(now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000 - micros);
        }
    }
}
