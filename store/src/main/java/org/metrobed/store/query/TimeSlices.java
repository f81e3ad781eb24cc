package org.metrobed.store.query;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
     * The length of a slice with at least the rows wanted first, or with all that are left. Asks for the n-th row of each
     * series, with a larger n of those that have so many, until enough series have so many: about twice as many entries of the
     * index as rows wanted in each round.
     */
    private long lookUp() throws SQLException {
        int rows = Math.min(wanted, FIRST);
        List<Integer> ids = index.ids();
        int n = 1;
        while (!ids.isEmpty()) {
            n = Math.max(n, (rows + ids.size() - 1) / ids.size());
            List<Long> distances = new ArrayList<>();
            List<Integer> enough = new ArrayList<>();
            for (SeriesIndex.Nth nth : index.nth(ids, left, order, n)) {
                distances.add(distance(nth.micros()));
                enough.add(nth.series());
            }
            int needed = (rows + n - 1) / n;
            if (distances.size() >= needed) {
                return distances.stream().sorted().skip(needed - 1L).findFirst().orElseThrow() + 1;
            }
            ids = enough;
            n *= 2;
        }
        return left.length();
    }

    private long distance(long micros) {
        return order == TimeOrder.OLDEST_FIRST ? micros - left.fromMicros() : left.toMicros() - 1 - micros;
    }
}
