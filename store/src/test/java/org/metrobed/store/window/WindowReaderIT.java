package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.testkit.Times;

final class WindowReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final List<String> STREAMS = List.of("city/a/no2", "city/b/no2");
    private static final WindowQuery ALL = WindowQuery.of(STREAMS, 60_000, 0, Long.MAX_VALUE);

    @Test
    void revisionsOfAWindowAreMergedAndCounted() throws SQLException {
        List<WindowRevision> rows = threeRevisions();
        STORE.append(RowWriters.windows(), rows);

        WindowRevision merged = rows.get(0).merge(rows.get(1)).merge(rows.get(2));
        assertThat(list(ALL)).containsExactly(MergedWindow.ofStored(merged, 3, "test"));
        assertThat(list(ALL.withAsOf(Times.NOON_MILLIS + 1_000)))
                .containsExactly(MergedWindow.ofStored(rows.get(0).merge(rows.get(1)), 2, "test"));
        assertThat(list(WindowQuery.of(STREAMS, 900_000, 0, Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void viewMergesAsTheReaderDoes() throws SQLException {
        List<WindowRevision> rows = threeRevisions();
        STORE.append(RowWriters.windows(), rows);
        Summary good = list(ALL).get(0).window().good();

        assertThat(number("good_mean")).isCloseTo(good.mean(), within(1e-12));
        assertThat(number("good_squares")).isCloseTo(good.squares(), within(1e-9));
        assertThat(number("good_sum")).isCloseTo(good.sum(), within(1e-12));
        assertThat(number("good_min")).isEqualTo(good.min());
        assertThat(number("good_last")).isEqualTo(good.last());
        assertThat(number("suspect_mean")).isEqualTo(5);
        assertThat(STORE.text("select concat_ws(' ', datastream, revisions, revision, good_count, suspect_count,"
                        + " fail_count, round(extract(epoch from good_max_time) * 1000000)) from current_window"))
                .isEqualTo("city/a/no2 3 2 " + good.count() + " 1 9 " + good.maxMicros());
    }

    @Test
    void revisionThatReplacesStandsForThoseBeforeItButNotBeforeItWasRecorded() throws SQLException {
        List<WindowRevision> rows = new ArrayList<>(threeRevisions());
        Summary again = Summary.of(4, Times.NOON_MICROS + 9);
        WindowRevision replacing =
                Samples.replacing(Samples.window("city/a/no2", 0, 2, again, Summary.EMPTY), Times.NOON_MILLIS + 5_000);
        rows.add(replacing);
        WindowRevision later = Samples.window("city/a/no2", 0, 9, again, Summary.EMPTY);
        rows.add(later);
        STORE.append(RowWriters.windows(), rows);

        assertThat(list(ALL)).containsExactly(MergedWindow.ofStored(replacing.merge(later), 5, "test"));
        assertThat(list(ALL.withAsOf(Times.NOON_MILLIS + 5_000)))
                .containsExactly(MergedWindow.ofStored(replacing, 4, "test"));
        assertThat(list(ALL.withAsOf(Times.NOON_MILLIS + 4_999))
                        .get(0)
                        .window()
                        .good()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void everyRevisionStaysReadable() throws SQLException {
        List<WindowRevision> rows = threeRevisions();
        STORE.append(RowWriters.windows(), rows);
        List<StoredRevision> read = new ArrayList<>();
        STORE.read(database -> {
            new WindowReader(database, SettingsSource.NONE).forEachRevision(ALL, read::add);
            return read;
        });
        assertThat(read).extracting(StoredRevision::revision).containsExactlyElementsOf(rows);
        assertThat(read).extracting(StoredRevision::pipelineVersion).containsOnly("test");
    }

    @Test
    void windowsOfSeveralDatastreamsComeWholeAndInOrder() throws SQLException {
        Random random = new Random(3);
        List<WindowRevision> rows = new ArrayList<>();
        int windows = 0;
        for (int minute = 0; minute < 40; minute++) {
            for (String stream : STREAMS) {
                int revisions = random.nextInt(4);
                windows += revisions > 0 ? 1 : 0;
                for (int revision = 0; revision < revisions; revision++) {
                    rows.add(Samples.window(
                            stream,
                            minute,
                            revision,
                            Summary.of(random.nextInt(9), Times.NOON_MICROS + revision),
                            Summary.EMPTY));
                }
            }
        }
        STORE.append(RowWriters.windows(), rows);
        List<MergedWindow> all = list(ALL);
        assertThat(all).hasSize(windows).isSortedAccordingTo((a, b) -> key(a).compareTo(key(b)));
        assertThat(all.stream().mapToInt(MergedWindow::revisions).sum()).isEqualTo(rows.size());
        assertThat(list(WindowQuery.of(List.of("city/nowhere/no2"), 60_000, 0, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    void whatIsNotAskedForIsEmptyButForItsCount() throws SQLException {
        STORE.append(RowWriters.windows(), threeRevisions());
        WindowRevision whole = list(ALL).get(0).window();
        WindowRevision less =
                list(ALL.withDetail(new WindowDetail(false, false))).get(0).window();
        assertThat(less.good().mean()).isEqualTo(whole.good().mean());
        assertThat(less.good().last()).isEqualTo(whole.good().last());
        assertThat(less.good().quantiles().isEmpty()).isTrue();
        assertThat(less.suspect().count()).isEqualTo(1);
        assertThat(less.suspect().mean()).isNaN();
        assertThat(whole.suspect().mean()).isEqualTo(5);
        assertThat(whole.good().quantiles().at(0.5)).isEqualTo(5.375);
    }

    @Test
    void reachAndFirstAreOfWhatWasRecordedThen() throws SQLException {
        STORE.append(
                RowWriters.windows(),
                List.of(
                        Samples.window("city/a/no2", 3, 0, Summary.EMPTY, Summary.EMPTY),
                        Samples.window("city/a/no2", 5, 7, Summary.EMPTY, Summary.EMPTY),
                        Samples.window("city/b/no2", 4, 0, Summary.EMPTY, Summary.EMPTY)));
        long minute = 60_000_000;
        WindowQuery before = ALL.withAsOf(Times.NOON_MILLIS + 6_999);
        assertThat(reach(ALL))
                .isEqualTo(Map.of(
                        "city/a/no2",
                        new WindowReader.Reach(Times.NOON_MICROS + 6 * minute, Times.NOON_MILLIS + 7_000),
                        "city/b/no2",
                        new WindowReader.Reach(Times.NOON_MICROS + 5 * minute, Times.NOON_MILLIS)));
        assertThat(STORE.read(database -> new WindowReader(database, SettingsSource.NONE).reach(before))
                        .get("city/a/no2"))
                .isEqualTo(new WindowReader.Reach(Times.NOON_MICROS + 4 * minute, Times.NOON_MILLIS));
        assertThat(first(before.withRange(60_000, Times.NOON_MICROS + 4 * minute, Long.MAX_VALUE)))
                .hasValue(Times.NOON_MICROS + 4 * minute);
        assertThat(first(before.withRange(60_000, Times.NOON_MICROS + 5 * minute, Long.MAX_VALUE)))
                .isEmpty();
        assertThat(STORE.<OptionalLong>read(database ->
                        new WindowReader(database, SettingsSource.NONE).findFirst(before, TimeOrder.NEWEST_FIRST)))
                .hasValue(Times.NOON_MICROS + 4 * minute);
    }

    @Test
    void lastGoodWindowIsTheNewestWhoseReadingsNoLaterRevisionTookAway() throws SQLException {
        List<WindowRevision> rows = new ArrayList<>(threeRevisions());
        WindowRevision taken = Samples.window("city/a/no2", 5, 0, Summary.of(7, Times.NOON_MICROS + 9), Summary.EMPTY);
        rows.add(taken);
        rows.add(Samples.replacing(taken.with().good(Summary.EMPTY).build(), Times.NOON_MILLIS + 8_000));
        rows.add(Samples.window("city/a/no2", 6, 0, Summary.EMPTY, Summary.EMPTY));
        WindowRevision other = Samples.window("city/b/no2", 3, 0, Summary.of(1, Times.NOON_MICROS), Summary.EMPTY);
        WindowRevision again = Samples.replacing(
                other.with().good(Summary.of(2, Times.NOON_MICROS)).build(), Times.NOON_MILLIS + 9_000);
        rows.add(other);
        rows.add(again);
        STORE.append(RowWriters.windows(), rows);
        WindowRevision first = rows.get(0).merge(rows.get(1)).merge(rows.get(2));

        assertThat(lastKnown(ALL)).containsExactlyInAnyOrder(first, again);
        assertThat(lastKnown(ALL.withAsOf(Times.NOON_MILLIS + 7_999))).containsExactlyInAnyOrder(taken, other);
        assertThat(lastKnown(ALL.withRange(60_000, 0, Times.NOON_MICROS))).isEmpty();
        assertThat(lastKnown(WindowQuery.of(List.of("city/nowhere/no2"), 60_000, 0, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    void windowOfMissingHeldValuesIsReadBesideTheLastGoodOneBeforeIt() throws SQLException {
        ReadingKind door = new ReadingKind(Statistic.STATE, true, 0, Double.NaN);
        long minute = 60_000_000;
        Summary open = new SummaryAccumulator().add(1, Times.NOON_MICROS, door).build();
        Summary missing = new SummaryAccumulator()
                .addMissing(Times.NOON_MICROS + 2 * minute, door)
                .build();
        WindowRevision good = Samples.window("city/a/door", 0, 0, open, Summary.EMPTY);
        WindowRevision lost = Samples.window("city/a/door", 2, 0, missing, Summary.EMPTY);
        STORE.append(RowWriters.windows(), List.of(good, lost));
        WindowQuery doors = WindowQuery.of(List.of("city/a/door"), 60_000, 0, Long.MAX_VALUE);

        assertThat(lastKnown(doors)).containsExactlyInAnyOrder(good, lost);
        assertThat(lastKnown(doors.withRange(60_000, 0, Times.NOON_MICROS + 2 * minute)))
                .containsExactly(good);
    }

    private static List<WindowRevision> lastKnown(WindowQuery query) throws SQLException {
        return STORE.read(database -> new WindowReader(database, SettingsSource.NONE).lastKnown(query));
    }

    private static List<WindowRevision> threeRevisions() {
        Summary first = Summary.of(1.25, Times.NOON_MICROS + 1).add(9.5, Times.NOON_MICROS + 20);
        Summary second = Summary.of(-3, Times.NOON_MICROS + 5);
        return List.of(
                Samples.window("city/a/no2", 0, 0, first, Summary.EMPTY),
                Samples.window("city/a/no2", 0, 1, second, Summary.of(5, Times.NOON_MICROS + 7)),
                Samples.window("city/a/no2", 0, 2, Summary.of(9.5, Times.NOON_MICROS + 6), Summary.EMPTY));
    }

    private static Map<String, WindowReader.Reach> reach(WindowQuery query) throws SQLException {
        return STORE.read(database -> new WindowReader(database, SettingsSource.NONE).reach(query));
    }

    private static OptionalLong first(WindowQuery query) throws SQLException {
        return STORE.read(
                database -> new WindowReader(database, SettingsSource.NONE).findFirst(query, TimeOrder.OLDEST_FIRST));
    }

    private static String key(MergedWindow window) {
        return window.window().startMicros() + window.window().datastream();
    }

    private static List<MergedWindow> list(WindowQuery query) throws SQLException {
        return STORE.read(database -> new WindowReader(database, SettingsSource.NONE).list(query));
    }

    private static double number(String column) throws SQLException {
        return Double.parseDouble(STORE.text("select " + column + " from current_window"));
    }
}
