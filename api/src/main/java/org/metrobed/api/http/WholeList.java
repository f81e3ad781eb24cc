package org.metrobed.api.http;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * All rows of a {@link Listing}, fetched in pieces on demand, so that a slow client holds neither memory nor a
 * connection. If rows are sorted oldest first, each piece reads only a slice of time, because the cost of a piece
 * depends on the rows in its range. Slices grow while they are empty and shrink while they are full. Not thread-safe.
 */
final class WholeList<T, R> implements Iterator<R> {

    private static final int PIECE = 5_000;
    private static final int SHRINK = 64;
    private static final Duration SMALLEST = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofHours(1);

    private final Listing<T, R> listing;
    private final Instant end;
    private final Deque<R> ready = new ArrayDeque<>();
    private Instant from;
    private Duration slice;
    private List<String> after;
    /** Full pieces of this slice so far. */
    private int pieces;

    private boolean more = true;

    WholeList(Listing<T, R> listing, Listing.Pin pin) {
        this.listing = listing;
        this.from = pin.datetime().from();
        this.end = pin.datetime().to();
        this.slice = listing.oldestFirst() ? FIRST : Duration.between(from, end);
        this.after = pin.key();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && more) {
            fetchPiece();
        }
        return !ready.isEmpty();
    }

    @Override
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    private void fetchPiece() {
        Instant to = Duration.between(from, end).compareTo(slice) <= 0 ? end : from.plus(slice);
        List<T> rows = fetch(new Datetime(from, to));
        if (rows.size() == PIECE && pieces == 0 && listing.oldestFirst() && slice.compareTo(FIRST) > 0) {
            // the slice grew over an empty time and is too long for the rows that follow: its pieces would be expensive
            slice = max(FIRST, slice.dividedBy(SHRINK));
            return;
        }
        rows.stream().map(listing.view()).filter(listing.keep()).forEach(ready::addLast);
        if (rows.size() == PIECE) {
            after = listing.key().apply(rows.get(PIECE - 1));
            pieces++;
        } else {
            beginSlice(to, rows.size());
        }
    }

    /** A slice keeps its end until it is read; only the next one has another length. */
    private void beginSlice(Instant start, int lastRows) {
        if (pieces > 0 && slice.compareTo(SMALLEST) > 0) {
            slice = slice.dividedBy(2);
        } else if (pieces == 0 && lastRows < PIECE / 4) {
            slice = slice.multipliedBy(2);
        }
        from = start;
        after = List.of();
        pieces = 0;
        more = start.isBefore(end);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private List<T> fetch(Datetime range) {
        try {
            return listing.fetch().after(after, range, PIECE);
        } catch (SQLException e) { // an iterator cannot throw it
            throw new IllegalStateException("the list ended early", e);
        }
    }
}
