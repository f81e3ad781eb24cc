package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import org.metrobed.api.http.Listing;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.query.TimeRange;
import org.metrobed.store.window.WindowReader;

/**
 * The rows of a query in the order of (start, series), or the reverse, read in slices of a few thousand rows, so that a slow client
 * holds neither memory nor a connection. The rows of a slice do not depend on the slices before it; from an older to a newer slice the last
 * reading is carried on, so that it is looked up once. Not thread-safe.
 */
final class WindowSlices implements Iterator<WindowItem> {

    private static final int ROWS = 5_000;

    private final SliceReader reader;
    private final WindowQuestion question;
    private final WindowCalendar calendar;
    private final int windows;
    private final TimeOrder order;
    private final Deque<WindowItem> ready = new ArrayDeque<>();
    /** From one bound of windows to another. */
    private TimeRange left;

    /**
     * Opens the rows.
     *
     * @param pin the range of starts, and the key of the row before the first, if any
     * @param limit about how many rows will be read
     */
    WindowSlices(WindowReader reader, WindowQuestion question, Listing.Pin pin, int limit) {
        this.order = question.order();
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
        this.left = new TimeRange(
                calendar.startFrom(pin.datetime().fromMicros()),
                calendar.startFrom(pin.datetime().toMicros()));
        if (!pin.key().isEmpty()) {
            resume(pin.key());
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && left.length() > 0 && !question.series().isEmpty()) {
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
        goTo(start);
        if (!hasNext()) {
            return;
        }
        WindowItem.Key last = new WindowItem.Key(start, key.get(1), sequence);
        Comparator<WindowItem.Key> sorting = order.sorting(WindowItem.Key.OLDEST_FIRST);
        ready.removeIf(item -> sorting.compare(item.place(), last) <= 0);
    }

    private void readSlice() throws SQLException {
        TimeRange slice = slice();
        boolean grid = question.filling().isGrid();
        List<WindowItem> items =
                grid ? grid(slice) : new ArrayList<>(reader.read(slice.fromMicros(), slice.toMicros()));
        items.sort(order.sorting(WindowItem.ORDER));
        ready.addAll(items);
        left = left.without(order, slice);
        if (items.isEmpty() && !grid && left.length() > 0) {
            skip();
        }
    }

    private TimeRange slice() {
        return order == TimeOrder.OLDEST_FIRST
                ? new TimeRange(left.fromMicros(), Math.min(left.toMicros(), calendar.plus(left.fromMicros(), windows)))
                : new TimeRange(Math.max(left.fromMicros(), calendar.minus(left.toMicros(), windows)), left.toMicros());
    }

    /** Goes on at the next stored window. */
    private void skip() throws SQLException {
        OptionalLong first = reader.findFirst(left, order);
        if (first.isEmpty()) {
            left = left.first(order, 0);
        } else {
            goTo(first.getAsLong());
        }
    }

    /** Leaves out what the list has before the window of a time. */
    private void goTo(long micros) {
        long start = calendar.startOf(micros);
        left = left.after(order, order == TimeOrder.OLDEST_FIRST ? start : calendar.endOf(start) - 1, true);
    }

    /** A row for every window of every series that has ended. */
    private List<WindowItem> grid(TimeRange slice) throws SQLException {
        int margin = question.filling().margin();
        long from = calendar.minus(slice.fromMicros(), margin);
        long to = calendar.plus(slice.toMicros(), margin);
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
                if (slice.contains(row.get(i).startMicros())) {
                    rows.add(question.filling().fill(row, i));
                }
            }
        }
        stored.forEach((key, items) -> {
            if (!keys.contains(key)) {
                items.values().stream()
                        .filter(item -> slice.contains(item.startMicros()))
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
