package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.progress.ProgressReader;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;
import org.postgresql.PGConnection;

/** Transactions of a session: atomic with progress, safe to repeat after any failure. */
final class StoreSessionIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String MODES = "org.metrobed.store.TestStore#modes";

    @ParameterizedTest
    @MethodSource(MODES)
    void failedBatchLeavesNeitherRowsNorProgress(WriteMode mode) throws SQLException {
        List<Observation> rows = rows(10);
        try (StoreSession session = StoreSession.open(STORE.config(), mode, "test")) {
            session.append(RowWriters.observations(), rows.subList(0, 3), progress(100));
            RowWriter<Observation> failing = after(RowWriters.observations(), context -> {
                throw new SQLException("by the test", "XX000");
            });

            assertThatThrownBy(() -> session.append(failing, rows, progress(200)))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("by the test");
            assertThat(session.append(RowWriters.windows(), List.of(), progress(150)))
                    .isEqualTo(WriteResult.NONE);
        }
        assertThat(count()).isEqualTo("3");
        assertThat(asOf()).isEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void partsOfOneTransactionAreStoredTogetherOrNotAtAll(WriteMode mode) throws SQLException {
        List<Observation> rows = rows(10);
        Progress windows = new Progress("windows", 0, 1, 200);
        try (StoreSession session = StoreSession.open(STORE.config(), mode, "test")) {
            RowWriter<WindowRevision> failing = after(RowWriters.windows(), context -> {
                throw new SQLException("by the test", "XX000");
            });
            WindowRevision window = Samples.window(0, 0, Summary.EMPTY, Summary.EMPTY);

            assertThatThrownBy(() -> session.append(List.of(
                            new StoreSession.Part<>(RowWriters.observations(), rows, progress(100)),
                            new StoreSession.Part<>(failing, List.of(window), windows))))
                    .hasMessage("by the test");
            assertThat(count()).isEqualTo("0");

            session.append(RowWriters.observations(), rows.subList(0, 4), progress(50));
            assertThat(session.append(List.of(
                            new StoreSession.Part<>(RowWriters.observations(), rows, progress(100)),
                            new StoreSession.Part<>(RowWriters.windows(), List.of(window), windows))))
                    .as("rows that are stored already are compared, others are appended")
                    .containsExactly(new WriteResult(6, 4, 0, 0), new WriteResult(1, 0, 0, 0));
        }
        assertThat(count()).isEqualTo("10");
        assertThat(asOf()).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void newRowsOfOneSubtaskDoNotEndTheReplayOfAnother(WriteMode mode) throws SQLException {
        List<Observation> rows = rows(10);
        try (StoreSession session = StoreSession.open(STORE.config(), mode, "test")) {
            session.append(RowWriters.observations(), rows.subList(2, 6), progress(50));
        }
        try (StoreSession resumed = StoreSession.open(STORE.config(), mode, "test")) {
            assertThat(resumed.append(List.of(part(rows.subList(0, 2), 0, 60), part(rows.subList(2, 5), 1, 60))))
                    .containsExactly(new WriteResult(2, 0, 0, 0), new WriteResult(0, 3, 0, 0));
            assertThat(resumed.append(List.of(part(rows.subList(6, 8), 0, 70), part(rows.subList(5, 6), 1, 70))))
                    .as("the replay of the second subtask goes on")
                    .containsExactly(new WriteResult(2, 0, 0, 0), new WriteResult(0, 1, 0, 0));
            assertThat(resumed.append(List.of(part(rows.subList(8, 9), 0, 80), part(rows.subList(9, 10), 1, 80))))
                    .containsExactly(new WriteResult(1, 0, 0, 0), new WriteResult(1, 0, 0, 0));
        }
        assertThat(count()).isEqualTo("10");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void namesOfAFailedBatchKeepTheirNumbers(WriteMode mode) throws SQLException {
        Observation fresh = Observations.observation().of("city/new/no2").build();
        try (StoreSession session = StoreSession.open(STORE.config(), mode, "test")) {
            RowWriter<Observation> failing = after(RowWriters.observations(), context -> {
                throw new SQLException("by the test", "XX000");
            });
            assertThatThrownBy(() -> session.append(failing, List.of(fresh), progress(1)))
                    .isInstanceOf(SQLException.class);

            session.append(RowWriters.observations(), List.of(fresh), progress(2));
        }
        assertThat(STORE.text("select string_agg(datastream, ',') from current_observation"))
                .isEqualTo("city/new/no2");
    }

    @Test
    @SeveralConnections
    void connectionLostInMidBatchIsReopenedAndExactlyTheRowsAreThere() throws SQLException {
        for (WriteMode mode : TestStore.modes().toList()) {
            STORE.beforeEach(null);
            List<Observation> rows = rows(20_000);
            try (StoreSession session = StoreSession.open(STORE.config(), mode, "test")) {
                session.append(RowWriters.observations(), rows.subList(0, 100), progress(1));
                RowWriter<Observation> cut = after(RowWriters.observations(), StoreSessionIT::terminate);

                SQLException lost = catchThrowableOfType(
                        SQLException.class, () -> session.append(cut, rows.subList(100, 20_000), progress(2)));

                assertThat((Throwable) lost).isNotNull();
                assertThat(StoreErrors.isTransient(lost)).isTrue();
                assertThat(StoreErrors.isConnectionLoss(lost)).isTrue();
                assertThat(count()).isEqualTo("100");
                session.reopen();
                assertThat(session.append(RowWriters.observations(), rows.subList(100, 20_000), progress(2)))
                        .isEqualTo(new WriteResult(19_900, 0, 0, 0));
                session.reopen();
                assertThat(session.append(RowWriters.observations(), rows.subList(100, 20_000), progress(2)))
                        .isEqualTo(new WriteResult(0, 19_900, 0, 0));
            }
            assertThat(count()).isEqualTo("20000");
            assertThat(asOf()).isEqualTo(2);
        }
    }

    @Test
    void reopenedSessionNumbersAnewWhatOthersHaveRenumbered() throws SQLException {
        try (StoreSession session = STORE.open()) {
            session.append(RowWriters.observations(), rows(1), progress(1));
            STORE.beforeEach(null);
            session.reopen();
            session.append(RowWriters.observations(), rows(1), progress(1));
        }
        assertThat(STORE.text("select count(*) from current_observation")).isEqualTo("1");
    }

    @Test
    void closedSessionSaysSo() throws SQLException {
        StoreSession session = STORE.open();
        session.close();
        SQLException error = catchThrowableOfType(
                SQLException.class, () -> session.append(RowWriters.observations(), rows(1), progress(1)));
        assertThat(StoreErrors.isConnectionLoss(error)).isTrue();
    }

    @Test
    void numberTooLargeForItsColumnFailsBeforeItIsSent() throws SQLException {
        WindowRevision fine = Samples.window(0, 0, Summary.EMPTY, Summary.EMPTY);
        Observation bad = ObservationBuilder.builder()
                .datastream("a/b/c")
                .phenomenonMicros(Long.MAX_VALUE / 2)
                .result(1)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .receivedMillis(Long.MAX_VALUE)
                .build();
        try (StoreSession session = STORE.open()) {
            assertThatThrownBy(() -> session.append(RowWriters.observations(), List.of(bad), progress(1)))
                    .isInstanceOfAny(ArithmeticException.class, SQLException.class);
            assertThat(session.append(RowWriters.windows(), List.of(fine), progress(1))
                            .appended())
                    .isEqualTo(1);
        }
        assertThat(count()).isEqualTo("0");
    }

    private static void terminate(WriteContext context) throws SQLException {
        int pid = context.connection().unwrap(PGConnection.class).getBackendPID();
        assertThat(STORE.text("select pg_terminate_backend(" + pid + ", 10000)"))
                .isEqualTo("t");
    }

    private interface Step {
        void run(WriteContext context) throws SQLException;
    }

    /** A writer that runs a step after its rows are written, before the commit. */
    private static <T> RowWriter<T> after(RowWriter<T> writer, Step step) {
        return new RowWriter<>() {
            @Override
            public String table() {
                return writer.table();
            }

            @Override
            public void prepare(WriteContext context, List<T> rows) throws SQLException {
                writer.prepare(context, rows);
            }

            @Override
            public WriteResult write(WriteContext context, List<T> rows) throws SQLException {
                WriteResult result = writer.write(context, rows);
                step.run(context);
                return result;
            }
        };
    }

    private static List<Observation> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Observations.observation()
                        .at(Times.NOON.plusMillis(i))
                        .value(i)
                        .raw(0, i, 0)
                        .build())
                .toList();
    }

    private static StoreSession.Part<Observation> part(List<Observation> rows, int subtask, long logMillis) {
        return new StoreSession.Part<>(
                RowWriters.observations(), rows, new Progress("observations", subtask, 2, logMillis));
    }

    private static Progress progress(long logMillis) {
        return new Progress("observations", 0, 1, logMillis);
    }

    private static long asOf() throws SQLException {
        return STORE.read(database -> new ProgressReader(database).asOf()).orElseThrow();
    }

    private static String count() throws SQLException {
        return STORE.text("select count(*) from observation");
    }
}
