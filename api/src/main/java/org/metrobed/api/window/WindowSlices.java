package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.metrobed.api.http.Listing;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.store.query.Limits;
import org.metrobed.store.window.WindowReader;

/**
 * The rows of a query in the order of (start, series), read in slices of a few thousand rows, so that a slow client
 * holds neither memory nor a connection. The rows of a slice do not depend on the slices before it; the last reading before a slice is
 * carried on, so that it is looked up once. Not thread-safe.
 */
final class WindowSlices implements Iterator<WindowItem> {

    private static final int ROWS = 5_000;

    private final SliceReader reader;
    private final WindowQuestion question;
    private final WindowCalendar calendar;
    private final int windows;
    private final long endMicros;
    private final Deque<WindowItem> ready = new ArrayDeque<>();
    private long atMicros;

    /**
     * Opens the rows.
     *
     * @param pin the range of starts, and the key of the row before the first, if any
     * @param limit about how many rows will be read
     */
    WindowSlices(WindowReader reader, WindowQuestion question, Listing.Pin pin, int limit) {
        this.reader = new SliceReader(reader, question);
        this.question = question;
        this.calendar = question.calendar();
        int datastreams = Math.max(
                1,
                question.series().stream()
                        .mapToInt(series -> series.members().size())
                        .sum());
        this.windows = Math.max(
                Math.max(1, question.filling().margin()), Math.min(ROWS, Math.max(limit, datastreams)) / datastreams);
        this.endMicros = calendar.startFrom(pin.datetime().toMicros());
        this.atMicros = calendar.startFrom(pin.datetime().fromMicros());
        if (!pin.key().isEmpty()) {
            resume(pin.key());
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && atMicros < endMicros && !question.series().isEmpty()) {
            try {
                readSlice();
            } catch (SQLException e) { // an iterator cannot throw it
                throw new IllegalStateException("the list ended early", e);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public WindowItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    /** Reads the slice of a row again, up to that row. */
    private void resume(List<String> key) {
        long start = Limits.clampMicros(SeriesKey.number(key.get(0)));
        long sequence = SeriesKey.number(key.get(2));
        atMicros = Math.max(atMicros, calendar.startOf(start));
        if (!hasNext()) {
            return;
        }
        ready.removeIf(item -> item.startMicros() < start
                || (item.startMicros() == start && item.series().key().compareTo(key.get(1)) < 0)
                || (item.startMicros() == start
                        && item.series().key().equals(key.get(1))
                        && item.sequence() <= sequence));
    }

    private void readSlice() throws SQLException {
        long to = Math.min(endMicros, calendar.plus(atMicros, windows));
        List<WindowItem> items = question.filling().isGrid() ? grid(to) : new ArrayList<>(reader.read(atMicros, to));
        items.sort(WindowItem.ORDER);
        ready.addAll(items);
        atMicros = items.isEmpty() && !question.filling().isGrid() && to < endMicros
                ? calendar.startOf(reader.findFirst(to, endMicros))
                : to;
    }

    /** A row for every window of every series that has ended. */
    private List<WindowItem> grid(long toMicros) throws SQLException {
        int margin = question.filling().margin();
        long from = calendar.minus(atMicros, margin);
        long to = calendar.plus(toMicros, margin);
        Map<String, Map<Long, WindowItem>> stored = new HashMap<>();
        for (WindowItem item : reader.read(from, to)) {
            stored.computeIfAbsent(item.series().key(), key -> new HashMap<>()).put(item.startMicros(), item);
        }
        List<WindowItem> rows = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (WindowSeries series : question.series()) {
            keys.add(series.key());
            List<WindowItem> row = row(series, stored.getOrDefault(series.key(), Map.of()), from, to);
            for (int i = 0; i < row.size(); i++) {
                long start = row.get(i).startMicros();
                if (start >= atMicros && start < toMicros) {
                    rows.add(question.filling().fill(row, i));
                }
            }
        }
        stored.forEach((key, items) -> {
            if (!keys.contains(key)) {
                items.values().stream()
                        .filter(item -> item.startMicros() >= atMicros && item.startMicros() < toMicros)
                        .forEach(rows::add);
            }
        });
        return rows;
    }

    private List<WindowItem> row(WindowSeries series, Map<Long, WindowItem> stored, long from, long to)
            throws SQLException {
        List<WindowItem> row = new ArrayList<>();
        for (long start = from; start < to; start = calendar.endOf(start)) {
            WindowItem item = stored.get(start);
            long end = calendar.endOf(start);
            if (item != null) {
                row.add(item);
            } else if (!reader.isOpen(series, end)) {
                row.add(new WindowItem(
                        series,
                        new WindowPart(series.key(), start, end, null, null),
                        0,
                        0,
                        AggregateValues.NONE,
                        new WindowItem.Marks(false, false, Filling.EMPTY, List.of())));
            }
        }
        return row;
    }
}
