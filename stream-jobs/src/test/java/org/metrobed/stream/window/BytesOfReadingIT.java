package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Schemas;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.WriteMode;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.MinuteReadings;
import org.metrobed.testkit.PostgresExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the database grows by a reading, with its windows and indexes: a day of 200 datastreams of a reading a minute. */
class BytesOfReadingIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Logger LOG = LoggerFactory.getLogger(BytesOfReadingIT.class);
    private static final int DATASTREAMS = 200;
    private static final int MINUTES = 1_440;
    private static final double NATIVE_BYTES = 220;

    private final Map<String, WindowState> states = new HashMap<>();
    private final Windower windower = new Windower();
    private final List<WindowRevision> windows = new ArrayList<>();

    @Test
    void databaseGrowsByAtMost220BytesAReading() throws SQLException {
        DatabaseConfig config = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(config);
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            store(config);
            double readings = DATASTREAMS * MINUTES;
            double observations = bytes(statement, "observation") / readings;
            double summaries = bytes(statement, "window_revision") / readings;
            LOG.info("bytes a reading: {} of observations, {} of windows", observations, summaries);
            if (Layout.read(connection) == Layout.NATIVE) {
                assertThat(observations + summaries).isLessThanOrEqualTo(NATIVE_BYTES);
            }
        } finally {
            Schemas.drop(config);
        }
    }

    /** As the pipeline does: the rows of a moment in one transaction. */
    private void store(DatabaseConfig config) throws SQLException {
        MinuteReadings cleaning = new MinuteReadings(new Random(13));
        DatastreamSettings settings = Steps.settings(0, 130);
        Instant[] now = new Instant[1];
        try (StoreSession session = StoreSession.open(config, WriteMode.COPY, "test", () -> now[0])) {
            for (int minute = 0; minute < MINUTES; minute++) {
                now[0] = MinuteReadings.START.plus(Duration.ofMinutes(minute));
                List<Observation> rows = new ArrayList<>();
                for (int i = 0; i < DATASTREAMS; i++) {
                    String name = "tb/station-" + i + "/pm25";
                    WindowState state = states.computeIfAbsent(name, any -> new WindowState());
                    cleaning.read(name, minute, settings, rows, step -> windower.accept(state, step, new Stored()));
                }
                session.append(List.of(
                        new StoreSession.Part<>(RowWriters.observations(), rows, progress("observations")),
                        new StoreSession.Part<>(RowWriters.windows(), List.copyOf(windows), progress("windows"))));
                windows.clear();
            }
        }
    }

    private static Progress progress(String sink) {
        return new Progress(sink, 0, 1, 0);
    }

    private static double bytes(Statement statement, String table) throws SQLException {
        String sql = "select sum(pg_total_relation_size(c.oid)) from pg_class c where c.relkind = 'r'"
                + " and c.relnamespace = current_schema::regnamespace and c.relname like '" + table + "\\_2%'";
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private final class Stored implements Windower.Output {
        @Override
        public void revision(WindowRevision revision) {
            // published, not stored
        }

        @Override
        public void store(WindowRevision revision) {
            windows.add(revision);
        }
    }
}
