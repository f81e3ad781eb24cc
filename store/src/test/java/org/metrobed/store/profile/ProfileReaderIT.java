package org.metrobed.store.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.profile.Stretch;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.RowWriters;
import org.metrobed.store.TestStore;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.testkit.Times;

/** Selection of the windows of a profile. */
final class ProfileReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String DATASTREAM = "city/a/no2";
    private static final long MINUTE = 60_000;
    private static final long QUARTER = 900_000;
    private static final long HOUR = 3_600_000;
    private static final long LATER = Times.NOON_MILLIS + 86_400_000;

    @Test
    void coarseWindowsStandForTheFinerOnesInThem() throws SQLException {
        List<WindowRevision> rows = new ArrayList<>(List.of(window(HOUR, 60, 60), window(QUARTER, 30, 15)));
        for (int minute = 0; minute < 180; minute++) {
            rows.add(window(MINUTE, minute, 1));
        }
        STORE.append(RowWriters.windows(), rows);
        List<WindowRevision> read = read(query(range(10, 175), List.of(HOUR, QUARTER, MINUTE)));
        assertThat(read.stream().mapToLong(row -> row.good().count()).sum())
                .as("each minute once")
                .isEqualTo(165);
        assertThat(read.stream().map(WindowRevision::sizeMillis)).startsWith(HOUR, QUARTER, MINUTE);
        assertThat(read).hasSize(1 + 1 + 20 + 15 + 55);
        assertThat(read(query(range(10, 175), List.of(MINUTE)))).hasSize(165);
    }

    @Test
    void windowsThatLieOnlyPartlyInTheRangeAreLeftOut() throws SQLException {
        STORE.append(RowWriters.windows(), List.of(window(HOUR, 0, 60), window(HOUR, 60, 60), window(HOUR, 120, 60)));
        assertThat(read(query(range(1, 179), List.of(HOUR))))
                .extracting(WindowRevision::startMicros)
                .containsExactly(Times.NOON_MICROS + HOUR * 1_000);
        assertThat(read(query(range(5, 50), List.of(HOUR)))).isEmpty();
    }

    @Test
    void revisionsAreFoldedAsOfALogTime() throws SQLException {
        WindowRevision closed = window(MINUTE, 0, 1);
        WindowRevision late = revision(closed, 7, closed.recordedMillis() + 1_000, false);
        WindowRevision again = revision(closed, WindowRevision.REPLACING + 8, closed.recordedMillis() + 2_000, true);
        STORE.append(RowWriters.windows(), List.of(closed, late, again));
        ProfileQuery now = query(range(0, 1), List.of(MINUTE));
        assertThat(read(now)).containsExactly(again);
        assertThat(read(asOf(now, late.recordedMillis()))).containsExactly(closed.merge(late));
        assertThat(read(asOf(now, closed.recordedMillis()))).containsExactly(closed);
        assertThat(read(asOf(now, closed.recordedMillis() - 1))).isEmpty();
    }

    @Test
    void distributionsAreReadOnlyWhenWanted() throws SQLException {
        STORE.append(RowWriters.windows(), List.of(window(MINUTE, 0, 5)));
        ProfileQuery with = query(range(0, 1), List.of(MINUTE));
        assertThat(read(with).get(0).good()).isEqualTo(window(MINUTE, 0, 5).good());
        ProfileQuery without = new ProfileQuery(DATASTREAM, with.range(), with.sizesMillis(), false, LATER);
        assertThat(read(without).get(0).good().quantiles()).isEqualTo(Quantiles.EMPTY);
        assertThat(read(without).get(0).good().mean())
                .isEqualTo(window(MINUTE, 0, 5).good().mean());
    }

    @Test
    void sizesThatDoNotDivideOneAnotherAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> query(range(0, 1), List.of(QUARTER, 7 * MINUTE)));
    }

    private static List<WindowRevision> read(ProfileQuery query) throws SQLException {
        return STORE.read(database -> {
            List<WindowRevision> rows = new ArrayList<>();
            new ProfileReader(database, SettingsSource.NONE).forEach(query, rows::add);
            return rows;
        });
    }

    private static ProfileQuery query(Stretch range, List<Long> sizes) {
        return new ProfileQuery(DATASTREAM, range, sizes, true, LATER);
    }

    private static ProfileQuery asOf(ProfileQuery query, long millis) {
        return new ProfileQuery(query.datastream(), query.range(), query.sizesMillis(), true, millis);
    }

    private static Stretch range(int fromMinute, int toMinute) {
        return new Stretch(micros(fromMinute), micros(toMinute));
    }

    private static long micros(int minute) {
        return Times.NOON_MICROS + minute * MINUTE * 1_000;
    }

    /** A window this number of minutes after noon with this number of readings. */
    private static WindowRevision window(long sizeMillis, int minute, int readings) {
        Summary good = Summary.EMPTY;
        for (int i = 0; i < readings; i++) {
            good = good.add(minute + i, micros(minute) + i);
        }
        return WindowRevisionBuilder.builder()
                .datastream(DATASTREAM)
                .sizeMillis(sizeMillis)
                .startMicros(micros(minute))
                .recordedMillis(Times.NOON_MILLIS + minute * MINUTE + sizeMillis)
                .intervalMillis(sizeMillis / readings)
                .good(good)
                .suspect(Summary.EMPTY)
                .notEvaluatedCount(1)
                .failCount(2)
                .missingCount(3)
                .build();
    }

    private static WindowRevision revision(WindowRevision of, int revision, long recordedMillis, boolean replaces) {
        return WindowRevisionBuilder.builder()
                .datastream(of.datastream())
                .sizeMillis(of.sizeMillis())
                .startMicros(of.startMicros())
                .revision(revision)
                .recordedMillis(recordedMillis)
                .intervalMillis(of.intervalMillis())
                .good(Summary.of(revision % 10, of.startMicros() + 5))
                .suspect(Summary.of(3, of.startMicros() + 6))
                .failCount(1)
                .lateCount(1)
                .replaces(replaces)
                .build();
    }
}
