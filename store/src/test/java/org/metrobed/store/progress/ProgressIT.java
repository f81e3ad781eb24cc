package org.metrobed.store.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Observation;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TestStore;
import org.metrobed.store.write.RowWriter;

final class ProgressIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final RowWriter<Observation> WRITER = RowWriters.observations();

    @Test
    void asOfIsTheSlowestSubtaskOfAllSinksOnceAllHaveReported() throws SQLException {
        assertThat(asOf()).isEmpty();
        report("observations", 0, 2, 5_000);
        assertThat(asOf()).isEmpty();
        report("observations", 1, 2, 3_000);
        assertThat(asOf()).hasValue(3_000);
        report("windows", 0, 1, 2_123);
        assertThat(asOf()).hasValue(2_123);
        report("windows", 0, 1, 9_000);
        assertThat(asOf()).hasValue(3_000);
    }

    @Test
    void progressNeverGoesBackwards() throws SQLException {
        report("observations", 0, 1, 5_000);
        report("observations", 0, 1, 4_000);
        assertThat(asOf()).hasValue(5_000);
    }

    @Test
    void changedNumberOfSubtasksBeginsAtTheSlowest() throws SQLException {
        report("observations", 0, 2, 5_000);
        report("observations", 1, 2, 3_000);

        report("observations", 3, 4, 4_000);
        assertThat(asOf()).hasValue(3_000);
        report("observations", 0, 4, 8_000);
        report("observations", 1, 4, 8_000);
        report("observations", 2, 4, 8_000);
        assertThat(asOf()).hasValue(4_000);

        report("observations", 0, 1, 1_000);
        assertThat(asOf()).hasValue(4_000);
        assertThat(STORE.text("select count(*) from sink_progress")).isEqualTo("1");
    }

    @Test
    void changeBeforeAllHadReportedBeginsWithNothing() throws SQLException {
        report("observations", 1, 2, 5_000);
        report("observations", 0, 4, 3_000);
        assertThat(asOf()).isEmpty();
        List<SinkProgress> sinks = STORE.read(database -> new ProgressReader(database).list());
        assertThat(sinks).containsExactly(new SinkProgress("observations", 4, 1, OptionalLong.empty()));
    }

    @Test
    void wantedSinksMustAllBeThere() throws SQLException {
        report("observations", 0, 1, 5_000);
        report("other", 0, 1, 1);
        assertThat(asOf("observations")).hasValue(5_000);
        assertThat(asOf("observations", "windows")).isEmpty();
    }

    private static void report(String sink, int subtask, int subtasks, long logMillis) throws SQLException {
        try (StoreSession session = STORE.open()) {
            session.append(WRITER, List.of(), new Progress(sink, subtask, subtasks, logMillis));
        }
    }

    private static OptionalLong asOf(String... sinks) throws SQLException {
        return STORE.read(database -> new ProgressReader(database).asOf(List.of(sinks)));
    }

    private static OptionalLong asOf() throws SQLException {
        return STORE.read(database -> new ProgressReader(database).asOf());
    }
}
