package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.SeriesCursor;
import org.metrobed.testkit.Times;

final class WindowReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final List<String> STREAMS = List.of("city/a/no2", "city/b/no2");
    private static final WindowQuery ALL = WindowQuery.of(STREAMS, 60_000, 0, Long.MAX_VALUE, 1_000);

    @Test
    void revisionsOfAWindowAreMergedAndCounted() throws SQLException {
        List<WindowRevision> rows = threeRevisions();
        STORE.append(RowWriters.windows(), rows);

        WindowRevision merged = rows.get(0).merge(rows.get(1)).merge(rows.get(2));
        assertThat(list(ALL)).containsExactly(new MergedWindow(merged, 3));
        assertThat(list(ALL.withAsOf(Times.NOON_MILLIS + 1_000)))
                .containsExactly(new MergedWindow(rows.get(0).merge(rows.get(1)), 2));
        assertThat(list(WindowQuery.of(STREAMS, 900_000, 0, Long.MAX_VALUE, 10)))
                .isEmpty();
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
    void pagesCountWindowsNotRevisionsAndLoseNothing() throws SQLException {
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

        for (int limit : new int[] {1, 6, 79}) {
            assertThat(pages(limit)).isEqualTo(all);
        }
    }

    private static List<WindowRevision> threeRevisions() {
        Summary first = Summary.of(1.25, Times.NOON_MICROS + 1).add(9.5, Times.NOON_MICROS + 20);
        Summary second = Summary.of(-3, Times.NOON_MICROS + 5);
        return List.of(
                Samples.window("city/a/no2", 0, 0, first, Summary.EMPTY),
                Samples.window("city/a/no2", 0, 1, second, Summary.of(5, Times.NOON_MICROS + 7)),
                Samples.window("city/a/no2", 0, 2, Summary.of(9.5, Times.NOON_MICROS + 6), Summary.EMPTY));
    }

    private static List<MergedWindow> pages(int limit) throws SQLException {
        List<MergedWindow> all = new ArrayList<>();
        WindowQuery query = WindowQuery.of(STREAMS, 60_000, 0, Long.MAX_VALUE, limit);
        for (List<MergedWindow> page = list(query); !page.isEmpty(); page = list(query)) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            WindowRevision last = page.get(page.size() - 1).window();
            query = query.withAfter(new SeriesCursor(last.startMicros(), last.datastream()));
        }
        return all;
    }

    private static String key(MergedWindow window) {
        return window.window().startMicros() + window.window().datastream();
    }

    private static List<MergedWindow> list(WindowQuery query) throws SQLException {
        return STORE.read(database -> new WindowReader(database).list(query));
    }

    private static double number(String column) throws SQLException {
        return Double.parseDouble(STORE.text("select " + column + " from current_window"));
    }
}
