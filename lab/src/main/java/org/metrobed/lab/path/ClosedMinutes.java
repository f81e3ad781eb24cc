package org.metrobed.lab.path;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.metrobed.model.window.WindowLevel;

/** Measures the delay of closed minutes: from the end of a window until it is first seen. One thread. */
final class ClosedMinutes implements Probe.Sight {

    private final Map<Long, Long> counts = new HashMap<>();

    @Override
    public String sql() {
        return "select (extract(epoch from window_start) * 1000)::bigint as start_ms, count(*) as windows from window_revision where size_ms = "
                + WindowLevel.MINUTE.millis() + " and revision = 0 and window_start >= ? group by start_ms";
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(100);
    }

    @Override
    public void see(ResultSet row, Instant now, LongConsumer delays) throws SQLException {
        long start = row.getLong("start_ms");
        long count = row.getLong("windows");
        long delayMicros = (now.toEpochMilli() - start - WindowLevel.MINUTE.millis()) * 1_000;
        for (long seen = counts.getOrDefault(start, 0L); seen < count; seen++) {
            delays.accept(delayMicros);
        }
        counts.put(start, count);
    }
}
