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
 * Watches some datastreams in the database every few milliseconds; a reading says when it was published, so the moment at
 * which it is first seen gives its delay. One connection, one thread.
 */
final class DelayProbe implements AutoCloseable {

    private static final long PAUSE_NANOS = 3_000_000;
    private static final int DATASTREAMS = 100;

    private final Connection connection;
    private final PreparedStatement query;
    private final InstantSource clock;
    private final Map<Integer, Long> last = new HashMap<>();
    private final LongStream.Builder delays = LongStream.builder();

    private DelayProbe(Connection connection, InstantSource clock) throws SQLException {
        this.connection = connection;
        this.clock = clock;
        this.query = connection.prepareStatement("select s.series_id, n.micros from (select series_id from series"
                + " order by datastream collate \"C\" limit " + DATASTREAMS + ") s cross join lateral"
                + " (select (extract(epoch from o.phenomenon_time) * 1000000)::bigint as micros from observation o"
                + " where o.series_id = s.series_id and o.phenomenon_time > ?"
                + " order by o.phenomenon_time desc limit 1) n");
    }

    static DelayProbe open(DatabaseConfig config, InstantSource clock) throws SQLException {
        return new DelayProbe(ProbeConnection.open(config), clock);
    }

    /** Watches until told otherwise; readings before now do not count. */
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
            long nowMicros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
            while (rows.next()) {
                long micros = rows.getLong(2);
                if (micros > last.getOrDefault(rows.getInt(1), 0L)) {
                    last.put(rows.getInt(1), micros);
                    delays.add(nowMicros - micros);
                }
            }
        }
    }
}
