package org.metrobed.lab.path;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.metrobed.store.DatabaseConfig;

/** Repeats a query; each new row in an answer gives a delay. One connection, one thread. */
final class Probe implements AutoCloseable {

    /** The query and its evaluation. One thread. */
    interface Sight {

        /** The query; its only parameter is the time from which rows are measured. */
        String sql();

        /** The pause between two queries. */
        Duration pause();

        /**
         * Evaluates a row of an answer.
         *
         * @param now the time of the answer
         * @param delays receives the delay of each item that is seen for the first time, microseconds
         */
        void see(ResultSet row, Instant now, LongConsumer delays) throws SQLException;
    }

    private final Connection connection;
    private final PreparedStatement query;
    private final Sight sight;
    private final InstantSource clock;

    private Probe(Connection connection, Sight sight, InstantSource clock) throws SQLException {
        this.connection = connection;
        this.query = connection.prepareStatement(sight.sql());
        this.sight = sight;
        this.clock = clock;
    }

    /** Statements use the deployment's schema, and are prepared only once. */
    static Probe open(DatabaseConfig config, Sight sight, InstantSource clock) throws SQLException {
        Connection connection = DriverManager.getConnection(
                config.url(), config.user(), config.password().reveal());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to " + config.schema() + "; set jit to off");
        }
        return new Probe(connection, sight, clock);
    }

    /** Repeats the query while the condition is true; earlier rows are ignored. */
    Delay measure(BooleanSupplier goOn) throws SQLException {
        LongStream.Builder delays = LongStream.builder();
        query.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
        while (goOn.getAsBoolean()) {
            try (ResultSet rows = query.executeQuery()) {
                Instant now = clock.instant();
                while (rows.next()) {
                    sight.see(rows, now, delays::add);
                }
            }
            LockSupport.parkNanos(sight.pause().toNanos());
        }
        return Delay.of(delays.build().toArray());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
