package org.metrobed.bench.path;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.metrobed.store.DatabaseConfig;

/**
 * Counts the closed minutes in the database ten times a second; the moment at which a window is first seen, after its end,
 * is its delay. Readings carry the time of their publication. One connection, one thread.
 */
final class WindowProbe implements AutoCloseable {

    private static final long PAUSE_NANOS = 100_000_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final Connection connection;
    private final PreparedStatement query;
    private final InstantSource clock;
    private final Map<Long, Long> counts = new HashMap<>();
    private final LongStream.Builder delays = LongStream.builder();

    private WindowProbe(Connection connection, InstantSource clock) throws SQLException {
        this.connection = connection;
        this.clock = clock;
        this.query = connection.prepareStatement("select (extract(epoch from window_start) * 1000)::bigint, count(*)"
                + " from window_revision where size_ms = " + MINUTE_MILLIS
                + " and revision = 0 and window_start >= ? group by 1");
    }

    static WindowProbe open(DatabaseConfig config, InstantSource clock) throws SQLException {
        return new WindowProbe(ProbeConnection.open(config), clock);
    }

    /** Watches until told otherwise; windows that began before now do not count. */
    Delay watch(BooleanSupplier goOn) throws SQLException {
        query.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
        while (goOn.getAsBoolean()) {
            look();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Delay.of(delays.build().toArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void look() throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            Instant now = clock.instant();
            while (rows.next()) {
                long start = rows.getLong(1);
                long count = rows.getLong(2);
                long delayMicros = (now.toEpochMilli() - start - MINUTE_MILLIS) * 1_000;
                for (long seen = counts.getOrDefault(start, 0L); seen < count; seen++) {
                    delays.add(delayMicros);
                }
                counts.put(start, count);
            }
        }
    }
}
