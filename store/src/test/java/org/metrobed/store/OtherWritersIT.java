package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.deadletter.DeadLetterQuery;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Times;

/** Windows, alert events and dead letters: what is written comes back, and a replay changes nothing. */
final class OtherWritersIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String MODES = "org.metrobed.store.TestStore#modes";

    @ParameterizedTest
    @MethodSource(MODES)
    void windowsComeBackAndReplaysChangeNothing(WriteMode mode) throws SQLException {
        Summary good = Summary.of(1.5, Times.NOON_MICROS + 1).add(-2.25, Times.NOON_MICROS + 2);
        WindowRevision full = Samples.window(0, 0, good, Summary.of(7, Times.NOON_MICROS + 3));
        WindowRevision empty = Samples.window(1, 0, Summary.EMPTY, Summary.EMPTY);
        List<WindowRevision> rows = List.of(full, empty, full);

        assertThat(STORE.append(mode, RowWriters.windows(), rows)).isEqualTo(new WriteResult(2, 1, 0, 0));
        assertThat(STORE.append(mode, RowWriters.windows(), rows)).isEqualTo(new WriteResult(0, 3, 0, 0));
        WindowRevision other = Samples.window(0, 0, good, Summary.EMPTY);
        assertThat(STORE.append(mode, RowWriters.windows(), List.of(other))).isEqualTo(new WriteResult(0, 0, 0, 1));

        WindowQuery all = WindowQuery.of(List.of(Samples.DATASTREAM), 60_000, 0, Long.MAX_VALUE, 10);
        List<MergedWindow> windows = STORE.read(database -> new WindowReader(database).list(all));
        assertThat(windows).containsExactly(new MergedWindow(full, 1), new MergedWindow(empty, 1));
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void alertEventsComeBackAndReplaysChangeNothing(WriteMode mode) throws SQLException {
        AlertEvent opened = Samples.opened("a-1", 0);
        AlertEvent resolved = Samples.resolved("a-1", 0);
        List<AlertEvent> rows = List.of(opened, resolved);

        assertThat(STORE.append(mode, RowWriters.alertEvents(), rows)).isEqualTo(new WriteResult(2, 0, 0, 0));
        assertThat(STORE.append(mode, RowWriters.alertEvents(), rows)).isEqualTo(new WriteResult(0, 2, 0, 0));

        List<Alert> alerts = STORE.read(database -> new AlertReader(database).list(AlertQuery.newest(10)));
        assertThat(alerts).hasSize(1);
        Alert alert = alerts.get(0);
        assertThat(alert.state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(alert.onsetMicros()).isEqualTo(opened.onsetMicros());
        assertThat(alert.resolvedMicros()).hasValue(resolved.atMicros());
        assertThat(alert.peak()).isEqualTo(resolved.peak());
        assertThat(alert.expectedLow()).isNaN();
        assertThat(alert.message()).isEqualTo(resolved.message());
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void deadLettersComeBackWhateverTheyHold(WriteMode mode) throws SQLException {
        DeadLetter plain = Samples.deadLetter(1, DeadLetter.Reason.MALFORMED, "{\"t\":\"ä\\\", 'x' \uD83D\uDE00\n\t}");
        DeadLetter hostile = Samples.deadLetter(2, DeadLetter.Reason.EMPTY, "a\u0000b\uD800c");
        List<DeadLetter> rows = List.of(plain, hostile);

        assertThat(STORE.append(mode, RowWriters.deadLetters(), rows)).isEqualTo(new WriteResult(2, 0, 0, 0));
        assertThat(STORE.append(mode, RowWriters.deadLetters(), rows)).isEqualTo(new WriteResult(0, 2, 0, 0));

        List<DeadLetter> listed =
                STORE.read(database -> new DeadLetterReader(database).list(DeadLetterQuery.newest(10)));
        assertThat(listed).containsExactly(Samples.deadLetter(2, DeadLetter.Reason.EMPTY, "a\uFFFDb\uFFFDc"), plain);
    }
}
