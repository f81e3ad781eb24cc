package org.metrobed.api.http;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.metrobed.store.query.RowSource;

/**
 * The rows of a source one by one, each piece read on demand, so that a slow client holds neither memory nor a
 * connection. Not thread-safe.
 */
public final class RowsInPieces<T> implements Iterator<T> {

    /** Rows of a piece of a whole list that is read by key. */
    private static final int PIECE = 5_000;

    private final RowSource<T> source;
    private Iterator<T> piece = Collections.emptyIterator();
    private boolean more = true;

    /** Reads rows. */
    @FunctionalInterface
    public interface Fetch<T> {
        /**
         * The rows after a key, in order.
         *
         * @param key empty for the first rows
         * @param limit maximum number of rows
         */
        List<T> after(List<String> key, int limit) throws SQLException;
    }

    /** The rows of a source that nothing was read of. */
    public RowsInPieces(RowSource<T> source) {
        this.source = source;
    }

    /** Opens rows whose statement finds the row after a key at once. */
    public static <T> Listing.Source<T> byKey(Function<T, List<String>> key, Fetch<T> fetch) {
        return (pin, limit) -> new RowsInPieces<>(new ByKey<>(key, fetch, pin.key(), Math.min(PIECE, limit)));
    }

    @Override
    public boolean hasNext() {
        while (!piece.hasNext() && more) {
            try {
                List<T> rows = source.next();
                more = !rows.isEmpty();
                piece = rows.iterator();
            } catch (SQLException e) { // an iterator cannot throw it
                throw new IllegalStateException("the list ended early", e);
            }
        }
        return piece.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return piece.next();
    }

    private static final class ByKey<T> implements RowSource<T> {

        private final Function<T, List<String>> key;
        private final Fetch<T> fetch;
        private final int limit;
        private List<String> after;
        private boolean more = true;

        ByKey(Function<T, List<String>> key, Fetch<T> fetch, List<String> after, int limit) {
            this.key = key;
            this.fetch = fetch;
            this.after = after;
            this.limit = limit;
        }

        @Override
        public List<T> next() throws SQLException {
            if (!more) {
                return List.of();
            }
            List<T> rows = fetch.after(after, limit);
            more = rows.size() >= limit;
            after = more ? key.apply(rows.get(rows.size() - 1)) : after;
            return rows;
        }
    }
}
