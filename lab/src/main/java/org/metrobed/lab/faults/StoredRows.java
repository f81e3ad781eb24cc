package org.metrobed.lab.faults;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/**
 * Reads the committed rows of the database. Each query opens its own connection, because the database may have been
 * down.
 */
final class StoredRows {

    private static final int FETCH_ROWS = 10_000;
    private static final OffsetDateTime EPOCH = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final String MICROS = "(extract(epoch from o.phenomenon_time) * 1000000)::bigint";

    private final DatabaseConfig config;
    private final SettingsSource settings;

    StoredRows(DatabaseConfig config, SettingsSource settings) {
        this.config = config;
        this.settings = settings;
    }

    /** Whether every datastream has an observation of this round or a later one; false when the database is down. */
    boolean reached(Expected expected, int round) {
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement("select count(*) from series s"
                        + " where s.datastream like ? and exists (select from observation o"
                        + " where o.series_id = s.series_id and o.phenomenon_time >= ?)")) {
            query.setString(1, expected.testbed() + "/%");
            query.setObject(2, time(expected.micros(round)));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1) >= expected.listDatastreams().size();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether every sink has committed everything up to this log time; false when the database is down. */
    boolean committedUpTo(long logMillis) {
        try {
            return number("select coalesce(min(extract(epoch from log_time) * 1000)::bigint, 0) from sink_progress")
                    >= logMillis;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Compares the rows of a load with the published readings; a row with a later revision is wrong. */
    RowCheck.Count count(Expected expected) throws SQLException {
        return count(expected, "");
    }

    /** Compares the first revisions of the rows of a load with the published readings. */
    RowCheck.Count countFirst(Expected expected) throws SQLException {
        return count(expected, " and o.revision = 0");
    }

    private RowCheck.Count count(Expected expected, String which) throws SQLException {
        RowCheck tally = new RowCheck(expected);
        try (Connection connection = open();
                PreparedStatement query = connection.prepareStatement("select s.datastream, " + MICROS
                        + " as micros, o.revision, coalesce(o.result, 'NaN') as result from observation o join series s using (series_id)"
                        + " where s.datastream like ? and o.phenomenon_time >= ? and o.phenomenon_time < ?" + which)) {
            try (ResultSet rows = rows(connection, query, expected, expected.endMicros())) {
                while (rows.next()) {
                    tally.add(
                            rows.getString("datastream"),
                            rows.getLong("micros"),
                            rows.getInt("revision"),
                            rows.getDouble("result"));
                }
            }
        }
        return tally.count();
    }

    /** Compares the one-minute windows with the published readings. */
    WindowCheck.Count countWindows(Expected expected) throws SQLException {
        return countWindows(expected, new WindowCheck(expected));
    }

    /** The same, but a window may have revisions and late readings. */
    WindowCheck.Count countWindowsOfAnyRevision(Expected expected) throws SQLException {
        return countWindows(expected, WindowCheck.ofAnyRevision(expected));
    }

    private WindowCheck.Count countWindows(Expected expected, WindowCheck tally) throws SQLException {
        WindowQuery query = WindowQuery.of(
                expected.listDatastreams(),
                WindowLevel.MINUTE.millis(),
                expected.startMicros(),
                WindowCheck.endMicros(expected));
        try (HikariDataSource pool = Databases.pool(config, 1)) {
            new WindowReader(pool, settings).forEach(query, tally::add);
        }
        return tally.count();
    }

    /** The number of all observations, at any time. */
    long observations() throws SQLException {
        return number("select count(*) from observation");
    }

    /** The number of all observations without their revisions. */
    long firstObservations() throws SQLException {
        return number("select count(*) from observation where revision = 0");
    }

    /** The number of dead letters so far. */
    long deadLetters() throws SQLException {
        return number("select count(*) from dead_letter");
    }

    /** The number of conflicting observations so far. */
    long conflicts() throws SQLException {
        return number("select count(*) from observation_conflict");
    }

    private static ResultSet rows(Connection connection, PreparedStatement query, Expected expected, long endMicros)
            throws SQLException {
        connection.setAutoCommit(false);
        query.setFetchSize(FETCH_ROWS);
        query.setString(1, expected.testbed() + "/%");
        query.setObject(2, time(expected.startMicros()));
        query.setObject(3, time(endMicros));
        return query.executeQuery();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(
                config.url(), config.user(), config.password().reveal());
        connection.setSchema(config.schema());
        return connection;
    }

    private static OffsetDateTime time(long micros) {
        return EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
