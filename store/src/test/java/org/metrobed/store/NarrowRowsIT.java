package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/** Values that are left out because they follow from the rest of the row. */
final class NarrowRowsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Observation ROW = Observations.observation().build();
    private static final String CELLS = "select coalesce(tests_1::text, 'none') || ' '"
            + " || coalesce((ingest_time at time zone 'UTC')::text, 'none') from observation";

    @ParameterizedTest
    @MethodSource("org.metrobed.store.TestStore#modes")
    void rowWrittenSoonAfterItsReceptionHasNoIngestTimeAndNoEmptyWord(WriteMode mode) throws SQLException {
        append(mode, Times.NOON.plusSeconds(1_799), ROW);

        assertThat(STORE.text(CELLS)).isEqualTo("none none");
        assertThat(STORE.text("select tests_1 || ' ' || (ingest_time = received_time) from current_observation"))
                .isEqualTo("0 true");
    }

    @ParameterizedTest
    @MethodSource("org.metrobed.store.TestStore#modes")
    void rowWrittenLaterHasItsIngestTimeAndVerdictsTheirWord(WriteMode mode) throws SQLException {
        append(mode, Times.NOON.plus(Duration.ofDays(9)), ROW.withTests(new Verdicts(1, 2)));

        assertThat(STORE.text(CELLS)).isEqualTo("2 2026-05-10 12:00:00");
    }

    @ParameterizedTest
    @MethodSource("org.metrobed.store.TestStore#modes")
    void windowWrittenSoonAfterItsLogTimeHasNoIngestTime(WriteMode mode) throws SQLException {
        var window = Samples.window(0, 0, Summary.EMPTY, Summary.EMPTY);
        append(mode, Instant.ofEpochMilli(window.recordedMillis()), RowWriters.windows(), window);

        assertThat(STORE.text(
                        "select (ingest_time is null, suspect_count, not_evaluated_count, fail_count, missing_count,"
                                + " late_count)::text from window_revision"))
                .isEqualTo("(t,,4,3,2,1)");
        assertThat(STORE.text("select suspect_count from current_window")).isEqualTo("0");
    }

    @Test
    void windowOfAnEarlierReleaseIsTheSameWindow() throws SQLException {
        WindowRevision window = Samples.window(0, 0, Summary.EMPTY, Summary.EMPTY)
                .with()
                .notEvaluatedCount(0)
                .failCount(0)
                .missingCount(0)
                .lateCount(0)
                .build();
        append(WriteMode.UNNEST, Times.NOON, RowWriters.windows(), window);
        List<TableDigest> digests = TableDigest.list(STORE.config());
        List<WindowRevision> read = readWindows(window);
        assertThat(
                        STORE.text(
                                "select (not_evaluated_count, fail_count, missing_count, late_count)::text from window_revision"))
                .isEqualTo("(,,,)");
        STORE.execute(
                "update window_revision set suspect_count = 0, not_evaluated_count = 0, fail_count = 0, missing_count = 0,"
                        + " late_count = 0");

        assertThat(append(WriteMode.UNNEST, Times.NOON, RowWriters.windows(), window))
                .isEqualTo(new WriteResult(0, 1, 0, 0));
        assertThat(TableDigest.list(STORE.config())).isEqualTo(digests);
        assertThat(readWindows(window)).isEqualTo(read).containsExactly(window);
    }

    @Test
    void rowOfAnEarlierReleaseIsTheSameRow() throws SQLException {
        append(WriteMode.UNNEST, Times.NOON, ROW);
        List<TableDigest> digests = TableDigest.list(STORE.config());
        List<Observation> read = read();
        STORE.execute("update observation set tests_1 = 0, ingest_time = now()");

        assertThat(append(WriteMode.UNNEST, Times.NOON, ROW)).isEqualTo(new WriteResult(0, 1, 0, 0));
        assertThat(TableDigest.list(STORE.config())).isEqualTo(digests);
        assertThat(read()).isEqualTo(read).containsExactly(ROW);
    }

    private static List<Observation> read() throws SQLException {
        return STORE.read(database -> new ObservationReader(database)
                .listRevisions(ROW.datastream(), ROW.phenomenonMicros(), ROW.phenomenonMicros() + 1));
    }

    private static List<WindowRevision> readWindows(WindowRevision window) throws SQLException {
        return STORE.read(database -> new WindowReader(database, SettingsSource.NONE)
                .listRevisions(window.datastream(), window.startMicros(), window.startMicros() + 1));
    }

    private static WriteResult append(WriteMode mode, Instant now, Observation row) throws SQLException {
        return append(mode, now, RowWriters.observations(), row);
    }

    private static <T> WriteResult append(WriteMode mode, Instant now, RowWriter<T> writer, T row) throws SQLException {
        InstantSource clock = () -> now;
        try (StoreSession session = StoreSession.open(STORE.config(), mode, "test", clock)) {
            return session.append(writer, List.of(row), TestStore.PROGRESS);
        }
    }
}
