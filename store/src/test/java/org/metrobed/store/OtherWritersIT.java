package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Liveness;
import org.metrobed.model.Redrive;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.deadletter.DeadLetterFilter;
import org.metrobed.store.deadletter.DeadLetterQuery;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.StoredDeadLetter;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Times;

/** Windows, alert events and dead letters: written rows are read back, and a replay changes nothing. */
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

        WindowQuery all = WindowQuery.of(List.of(Samples.DATASTREAM), 60_000, 0, Long.MAX_VALUE);
        List<MergedWindow> windows = STORE.read(database -> new WindowReader(database, SettingsSource.NONE).list(all));
        assertThat(windows)
                .containsExactly(MergedWindow.ofStored(full, 1, "test"), MergedWindow.ofStored(empty, 1, "test"));
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

        List<DeadLetter> listed = STORE.read(database -> new DeadLetterReader(database)
                .list(DeadLetterQuery.newest(DeadLetterFilter.ALL, 10)).stream()
                        .map(StoredDeadLetter::letter)
                        .toList());
        assertThat(listed).containsExactly(Samples.deadLetter(2, DeadLetter.Reason.EMPTY, "a\uFFFDb\uFFFDc"), plain);
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void attemptsOfADeadLetterAreRowsOfTheirOwn(WriteMode mode) throws SQLException {
        DeadLetter first = Samples.deadLetter(1, DeadLetter.Reason.MALFORMED, "x");
        List<DeadLetter> rows = List.of(first, Samples.again(first, 18, DeadLetter.Reason.EMPTY));

        assertThat(STORE.append(mode, RowWriters.deadLetters(), rows)).isEqualTo(new WriteResult(2, 0, 0, 0));
        assertThat(STORE.append(mode, RowWriters.deadLetters(), rows)).isEqualTo(new WriteResult(0, 2, 0, 0));
        assertThat(STORE.text("select string_agg(attempt || reason, ',' order by attempt) from dead_letter"))
                .isEqualTo("0malformed,18empty");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void redrivesComeBackAndReplaysChangeNothing(WriteMode mode) throws SQLException {
        List<Redrive> rows = List.of(Samples.redrive(1, 18, false), Samples.redrive(1, 19, true));

        assertThat(STORE.append(mode, RowWriters.redrives(), rows)).isEqualTo(new WriteResult(2, 0, 0, 0));
        assertThat(STORE.append(mode, RowWriters.redrives(), rows)).isEqualTo(new WriteResult(0, 2, 0, 0));
        assertThat(STORE.append(mode, RowWriters.redrives(), List.of(Samples.redrive(1, 18, true))))
                .isEqualTo(new WriteResult(0, 0, 0, 1));
        assertThat(STORE.text("select string_agg(attempt || ' ' || settled || ' ' || readings, ',' order by attempt)"
                        + " from redrive"))
                .isEqualTo("18 false 0,19 true 3");
    }

    @ParameterizedTest
    @MethodSource(MODES)
    void newestSignOfLifeCountsAndStatusByItsOwnTime(WriteMode mode) throws SQLException {
        Liveness online = liveness(5, Liveness.Status.ONLINE, 3);
        Liveness silent = liveness(7, Liveness.Status.UNKNOWN, 0);
        Liveness older = liveness(2, Liveness.Status.OFFLINE, 4);
        Liveness none = liveness(1, Liveness.Status.OFFLINE, 1);

        assertThat(STORE.append(mode, RowWriters.liveness(), List.of(none, online, silent)))
                .isEqualTo(new WriteResult(1, 2, 0, 0));
        assertThat(livenessRow()).isEqualTo("7 7 online 3 70 7");
        assertThat(STORE.append(mode, RowWriters.liveness(), List.of(none))).isEqualTo(new WriteResult(0, 1, 0, 0));
        assertThat(STORE.append(mode, RowWriters.liveness(), List.of(older))).isEqualTo(new WriteResult(1, 0, 0, 0));
        assertThat(livenessRow()).isEqualTo("7 7 offline 4 70 7");
        assertThat(STORE.append(mode, RowWriters.liveness(), List.of(none, online, silent, older)))
                .isEqualTo(new WriteResult(1, 3, 0, 0));
        assertThat(livenessRow()).isEqualTo("7 7 offline 4 70 7");
    }

    @Test
    void manyAreKeptApart() throws SQLException {
        List<Liveness> rows = IntStream.range(0, 6_000)
                .mapToObj(i -> Samples.liveness(Liveness.Kind.THING, "city/t" + i, 0, Liveness.Status.UNKNOWN, 0))
                .toList();
        assertThat(STORE.append(RowWriters.liveness(), rows)).isEqualTo(new WriteResult(6_000, 0, 0, 0));
        assertThat(STORE.text("select count(*) from liveness where phenomenon_time is null and status_time is null"))
                .isEqualTo("6000");
    }

    private static Liveness liveness(int second, Liveness.Status status, int statusSecond) {
        return Samples.liveness(Liveness.Kind.THING, "city/station", second, status, statusSecond);
    }

    /** Times as seconds after noon. */
    private static String livenessRow() throws SQLException {
        String noon = "timestamptz 'epoch' + " + Times.NOON_MILLIS + " * interval '1 millisecond'";
        return STORE.text("select concat_ws(' ', date_part('epoch', heard_time - (" + noon + ")),"
                + " round(date_part('epoch', phenomenon_time - (" + noon + "))), status,"
                + " date_part('epoch', status_time - (" + noon + ")), skew_ms, skew_samples) from liveness");
    }
}
