package org.metrobed.store.query;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Rows of several series in the order of time, from a table whose index is sorted by series first. Each piece is a
 * slice of time, which the index finds series by series, sorted in memory. So a row costs the same however many rows and series
 * there are. The length of the first slice follows from the index, that of the next ones from the rows found. A slice
 * that turns out to have too many rows is given up early and made shorter. Not thread-safe.
 */
public final class TimeSlices<T> implements RowSource<T> {

    /** Rows of a slice if many are read: enough for the way to each series to cost little. */
    private static final int PIECE = 20_000;

    /** Rows of the first slice if many are read: its length is looked up in the index. */
    private static final int FIRST = 5_000;

    /** Series whose rows are looked up for the length of the first slice. */
    private static final int SAMPLE = 250;

    /** How much longer or shorter a slice may be than the one before. */
    private static final int STEP = 8;

    private final SeriesIndex index;
    private final Lister<T> lister;
    private final TimeOrder order;
    private final int wanted;
    private final int most;
    private TimeRange left;
    private long length;
    /** While more than this is left, slices without rows do not grow, because many rows are near. */
    private long crowded = Long.MAX_VALUE;

    /** Lists the rows of the series in a range. */
    public interface Lister<T> {

        /** The rows, in any order; empty if more than {@code most} are stored. */
        Optional<List<T>> find(TimeRange range, int most) throws SQLException;

        /** Compares rows in the order of time, the oldest first. */
        Comparator<T> oldestFirst();

        /** Whether a row comes after the cursor; rows at its time are listed again. */
        boolean isWanted(T row);
    }

    /**
     * Slices that are not read yet.
     *
     * @param rows about how many rows will be read
     */
    public TimeSlices(SeriesIndex index, Lister<T> lister, TimeRange range, TimeOrder order, int rows) {
        this.index = index;
        this.lister = lister;
        this.order = order;
        int series = index.ids().size();
        this.left = series == 0 ? range.first(order, 0) : range;
        this.wanted = Math.min(rows, Math.max(PIECE, 4 * series));
        this.most = 4 * Math.max(wanted, series);
    }

    @Override
    public List<T> next() throws SQLException {
        List<T> rows = List.of();
        while (rows.isEmpty() && left.length() > 0) {
            if (length == 0) {
                length = lookUp();
            }
            rows = slice();
        }
        return rows;
    }

    private List<T> slice() throws SQLException {
        TimeRange slice = left.first(order, length);
        // rows of one instant cannot be divided
        Optional<List<T>> found = lister.find(slice, slice.length() == 1 ? Integer.MAX_VALUE : most);
        if (found.isEmpty()) {
            crowded = left.length() - slice.length();
            length = Math.max(1, slice.length() / STEP);
            return List.of();
        }
        left = left.without(order, slice);
        length = nextLength(slice.length(), found.get().size());
        return found.get().stream()
                .filter(lister::isWanted)
                .sorted(order.sorting(lister.oldestFirst()))
                .toList();
    }

    private long nextLength(long now, int rows) {
        if (rows == 0) {
            return left.length() > crowded ? now : now * STEP;
        }
        double factor = (double) wanted / rows;
        return Math.max(1, (long) (now * Math.max(1.0 / STEP, Math.min(STEP, factor))));
    }

    /**
     * The length of a slice with about the rows wanted, or with all that are left. It is estimated from a sample of the series if there are many; if
     * these have too few rows, from all.
     */
    private long lookUp() throws SQLException {
        int rows = Math.min(wanted, FIRST);
        List<Integer> ids = index.ids();
        int parts = divideUp(ids.size(), SAMPLE);
        if (parts > 1) {
            List<Integer> sample = IntStream.range(0, ids.size() / parts)
                    .mapToObj(i -> ids.get(i * parts))
                    .toList();
            OptionalLong estimate = lengthWith(rows + rows / 4, sample.size() * parts, sample);
            if (estimate.isPresent()) {
                return estimate.getAsLong();
            }
        }
        return lengthWith(rows, ids.size(), ids).orElse(left.length());
    }

    /**
     * The length of a slice with at least so many rows of all series; empty if these series have too few. Asks for the n-th row of each
     * series, with a larger n of those that have so many, until enough series have so many: about twice as many entries of the
     * index as rows in each round.
     */
    private OptionalLong lengthWith(int rowsOfAll, int all, List<Integer> series) throws SQLException {
        int rows = divideUp((long) rowsOfAll * series.size(), all);
        List<Integer> ids = series;
        int n = 1;
        while (!ids.isEmpty()) {
            n = Math.max(n, divideUp(rows, ids.size()));
            List<Long> distances = new ArrayList<>();
            List<Integer> enough = new ArrayList<>();
            for (SeriesIndex.Nth nth : index.nth(ids, left, order, n)) {
                distances.add(distance(nth.micros()));
                enough.add(nth.series());
            }
            int needed = divideUp(rows, n);
            if (distances.size() >= needed) {
                return OptionalLong.of(distances.stream()
                                .sorted()
                                .skip(needed - 1L)
                                .findFirst()
                                .orElseThrow()
                        + 1);
            }
            ids = enough;
            n *= 2;
        }
        return OptionalLong.empty();
    }

    private static int divideUp(long number, int by) {
        return (int) ((number + by - 1) / by);
    }

    private long distance(long micros) {
        return order == TimeOrder.OLDEST_FIRST ? micros - left.fromMicros() : left.toMicros() - 1 - micros;
    }
}
