package org.metrobed.store.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.Databases;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.SeveralConnections;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.Query;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Times;

/** How a sink lists what its batches make due. */
@SeveralConnections
final class DueStatementsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String CELL = "insert into recompute_cell (datastream, day, from_time, to_time) values ('"
            + Samples.DATASTREAM + "', '2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z')";

    /** Writes nothing. */
    private record NoRows() implements RowWriter<WindowRevision> {
        @Override
        public String table() {
            return "window_revision";
        }

        @Override
        public void prepare(WriteContext context, List<WindowRevision> batch) {}

        @Override
        public WriteResult write(WriteContext context, List<WindowRevision> batch) {
            return WriteResult.NONE;
        }
    }

    @Test
    void batchOfWindowsIsListedInOneRoundTrip() throws SQLException {
        STORE.execute(CELL);
        List<String> prepared = new ArrayList<>();
        try (Connection connection = Databases.connect(STORE.config())) {
            WriteContext context = WriteContext.of(
                    counted(connection, prepared), WriteMode.UNNEST, "test", true, InstantSource.system());
            prepared.clear();
            connection.setAutoCommit(false);
            DueWriter.windows(new NoRows()).write(context, List.of(window(0), window(1)));
            connection.commit();
        }
        assertThat(prepared).hasSize(1);
        assertThat(STORE.text("select count(*) from correction_due")).isEqualTo("2");
    }

    @Test
    void batchThatWaitsForAnEventSeesTheDaysOfTheEvent() throws Exception {
        try (Connection accepting = Databases.connect(STORE.config())) {
            accepting.setAutoCommit(false);
            SettledTime.take(accepting);
            new Query().add(CELL).update(accepting);
            CompletableFuture<WriteResult> written = CompletableFuture.supplyAsync(() -> {
                try {
                    return STORE.append(RowWriters.windows(), List.of(window(0)));
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            Eventually.await("the sink waits", Duration.ofSeconds(60), DueStatementsIT::someoneWaits);
            accepting.commit();
            assertThat(written.get(60, TimeUnit.SECONDS).appended()).isEqualTo(1);
        }
        assertThat(STORE.text("select count(*) from correction_due")).isEqualTo("1");
    }

    private static boolean someoneWaits() {
        try {
            return !STORE.text("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .equals("0");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static WindowRevision window(int minute) {
        return Samples.window(minute, 0, Summary.EMPTY, Summary.EMPTY)
                .with()
                .recordedMillis(Times.NOON_MILLIS + (minute + 2) * 60_000L)
                .build();
    }

    /** A connection that notes the statements that it prepares. */
    private static Connection counted(Connection connection, List<String> prepared) {
        return (Connection) Proxy.newProxyInstance(
                DueStatementsIT.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
