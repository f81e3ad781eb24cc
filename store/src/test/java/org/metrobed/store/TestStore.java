package org.metrobed.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.metrobed.config.Secret;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.PostgresExtension;

/**
 * A migrated schema for a test class, emptied before each test: {@code @RegisterExtension static final TestStore STORE
 * = new TestStore();}. Uses one connection at a time.
 */
public final class TestStore implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /** Progress that no test checks. */
    public static final Progress PROGRESS = new Progress("test", 0, 1, 0);

    private static final boolean ONE_CONNECTION =
            System.getProperty("metrobed.test.store.connections", "").equals("1");

    private static final ServiceRole WRITER =
            new ServiceRole(RoleGroup.WRITERS, "writer_of_store", new Secret("writes"));

    private final PostgresExtension postgres = new PostgresExtension();
    private DatabaseConfig config;

    /** The modes that the server under test supports: both, or the one in {@code metrobed.test.store.modes}. */
    public static Stream<WriteMode> modes() {
        return Stream.of(System.getProperty("metrobed.test.store.modes", "COPY,UNNEST")
                        .split(","))
                .map(WriteMode::valueOf);
    }

    /** Work with a data source. */
    @FunctionalInterface
    public interface Reading<R> {
        /** Runs the work. */
        R read(DataSource database) throws SQLException;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        postgres.beforeAll(context);
        config = newConfig();
        if (!ONE_CONNECTION) {
            WRITER.prepare(config);
        }
        Migrations.migrate(config);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        execute("truncate observation, observation_conflict, window_revision, alert_event, dead_letter,"
                + " redrive, liveness, sink_progress, series, pipeline, annotation_event, recompute_cell, correction_due, product_input,"
                + " product_cause,"
                + " alert_action, suppression_event, notification, notification_attempt, api_key, read_audit");
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        if (config != null) {
            Schemas.drop(config);
        }
    }

    /** The config of the schema. */
    public DatabaseConfig config() {
        return config;
    }

    /** A config with a schema that does not exist yet. */
    public DatabaseConfig newConfig() {
        return new DatabaseConfig(
                postgres.url(), postgres.user(), new Secret(postgres.password()), postgres.newSchema());
    }

    /** The schema as the role that writes and owns nothing, if the server has roles for its connections. */
    public DatabaseConfig writer() {
        return ONE_CONNECTION ? config : WRITER.of(config);
    }

    /** Opens a session of the role that writes, in the first mode. */
    public StoreSession open() throws SQLException {
        return StoreSession.open(writer(), modes().findFirst().orElseThrow(), "test");
    }

    /** Appends in a session of its own, as the role that writes. */
    public <T> WriteResult append(WriteMode mode, RowWriter<T> writer, List<T> rows) throws SQLException {
        try (StoreSession session = StoreSession.open(writer(), mode, "test")) {
            return session.append(writer, rows, PROGRESS);
        }
    }

    /** Appends in its own session, in the first mode. */
    public <T> WriteResult append(RowWriter<T> writer, List<T> rows) throws SQLException {
        return append(modes().findFirst().orElseThrow(), writer, rows);
    }

    /** Reads through a pool of one connection. */
    public <R> R read(Reading<R> reading) throws SQLException {
        try (HikariDataSource pool = Databases.pool(config, 1)) {
            return reading.read(pool);
        }
    }

    /** Runs a command in the schema. */
    public void execute(String command) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** The first column of the first row, as text. */
    public String text(String query) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The layout of the schema. */
    public Layout layout() throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            return Layout.read(connection);
        }
    }
}
