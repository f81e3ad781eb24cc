package org.metrobed.store;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.metrobed.config.ConfigException;
import org.metrobed.store.query.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version of TimescaleDB that a database has, and the one that the files of its server have. A new image brings new
 * files only; the database keeps its version until the extension is updated. Stateless; several processes may update at once.
 */
final class TimescaleExtension {

    private static final Logger LOG = LoggerFactory.getLogger(TimescaleExtension.class);

    private static final String UPDATE = "alter extension timescaledb update";

    /** undefined_file: the server has no library of the version that the database has. */
    private static final String NO_LIBRARY = "58P01";

    /** Makes a session look at a database whose library is absent. */
    private static final Map<String, String> WITHOUT_LIBRARY = Map.of("options", "-c timescaledb.disable_load=on");

    private TimescaleExtension() {}

    /**
     * The versions. Immutable.
     *
     * @param installed the version of the database
     * @param available the newest version of the server's files
     * @param usable whether the server has the library of the installed version
     */
    record Versions(String installed, String available, boolean usable) {
        private static final Pattern NO_DIGITS = Pattern.compile("\\D+");

        Versions {
            Objects.requireNonNull(installed, "installed");
            Objects.requireNonNull(available, "available");
        }

        boolean same() {
            return installed.equals(available);
        }

        /** Whether the database has a newer version than the server's files. */
        boolean ahead() {
            return Arrays.compare(numbers(installed), numbers(available)) > 0;
        }

        private static BigInteger[] numbers(String version) {
            return NO_DIGITS
                    .splitAsStream(version)
                    .filter(part -> !part.isEmpty())
                    .map(BigInteger::new)
                    .toArray(BigInteger[]::new);
        }
    }

    /** The sessions that an update needs. */
    interface Sessions {
        /** The versions; empty if the database does not have the extension. */
        Optional<Versions> look() throws SQLException;

        /** Updates the extension by the first statement of a new session. */
        void update() throws SQLException;
    }

    /**
     * Updates the extension of the database to the version of the server's files; does nothing if it has that version, or no
     * TimescaleDB.
     *
     * @throws ConfigException if it cannot be updated and the database cannot be used without; one sentence says why
     * @throws SQLException if the database cannot be reached
     */
    static void update(DatabaseConfig config) throws SQLException {
        update(new JdbcSessions(config));
    }

    static void update(Sessions sessions) throws SQLException {
        Optional<Versions> found = sessions.look();
        if (found.isEmpty() || found.get().same()) {
            return;
        }
        Versions before = found.get();
        if (before.ahead()) {
            give(
                    before,
                    "this server has only TimescaleDB " + before.available + "; let it run an image with "
                            + before.installed + " or later");
            return;
        }
        String refusal = "";
        try {
            sessions.update();
        } catch (SQLException e) {
            if (StoreErrors.isTransient(e)) {
                throw e;
            }
            refusal = e.getMessage();
        }
        // another process may have updated it meanwhile
        Versions after = sessions.look().orElse(before);
        if (after.same()) {
            LOG.info("TimescaleDB of the database was updated from {} to {}", before.installed, after.installed);
        } else {
            give(
                    after,
                    "it could not be updated to " + after.available + " (" + refusal
                            + "); let an administrator run, as the first statement of a session: " + UPDATE);
        }
    }

    /** A database that still works goes on; another one is refused. */
    private static void give(Versions versions, String reason) {
        String sentence = "the database has TimescaleDB " + versions.installed + ", and " + reason;
        if (!versions.usable) {
            throw new ConfigException(List.of(sentence));
        }
        LOG.warn(sentence);
    }

    private record JdbcSessions(DatabaseConfig config) implements Sessions {

        @Override
        public Optional<Versions> look() throws SQLException {
            try (Connection connection = Databases.connect(config)) {
                return look(connection, true);
            } catch (SQLException e) {
                if (!NO_LIBRARY.equals(e.getSQLState())) {
                    throw e;
                }
            }
            try (Connection connection = Databases.connectSilently(config, WITHOUT_LIBRARY)) {
                return look(connection, false);
            }
        }

        @Override
        public void update() throws SQLException {
            try (Connection connection = Databases.connectSilently(config, Map.of());
                    Statement statement = connection.createStatement()) {
                statement.execute(UPDATE);
            }
        }

        private static Optional<Versions> look(Connection connection, boolean usable) throws SQLException {
            return new Query()
                    .add("select e.extversion as installed, coalesce(a.default_version, e.extversion) as available")
                    .add("from pg_extension e left join pg_available_extensions a on a.name = e.extname")
                    .add("where e.extname = 'timescaledb'")
                    .find(connection, row -> new Versions(row.text("installed"), row.text("available"), usable));
        }
    }
}
