package org.metrobed.api.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * A list whose rows come from a source that fetches lazily. As JSON, or with a limit or a cursor, a request gets a page
 * and the cursor of the next; as CSV or NDJSON without a limit it gets the whole list. Immutable.
 *
 * @param shape the fields
 * @param view converts a row to a view
 * @param key the key of a row, as texts
 * @param source opens the rows after a key
 */
public record Sequence<T, R>(
        RecordShape<R> shape, Function<T, R> view, Function<T, List<String>> key, Source<T> source) {

    /** Opens rows. */
    @FunctionalInterface
    public interface Source<T> {
        /**
         * The rows of a range after a key, in order; read by one thread.
         *
         * @param pin the range, the log time and the key, which is empty for the first row
         * @param limit about how many rows will be read
         */
        Iterator<T> open(Listing.Pin pin, int limit);
    }

    /** The rows of a request. */
    public Rows<R> rows(Request request, Listing.Pin pin) {
        if (Listing.isWhole(request)) {
            Iterator<T> rows = source.open(pin, Integer.MAX_VALUE);
            return new Rows<>(shape, mapped(rows), pin.asOf(), pin.datetime(), null);
        }
        int limit = Paging.limit(request);
        Iterator<T> rows = source.open(pin, limit + 1);
        List<T> page = new ArrayList<>();
        while (page.size() < limit && rows.hasNext()) {
            page.add(rows.next());
        }
        String next = rows.hasNext() ? Listing.next(request, pin, key.apply(page.get(limit - 1))) : null;
        return new Rows<>(shape, page.stream().map(view).iterator(), pin.asOf(), pin.datetime(), next);
    }

    private Iterator<R> mapped(Iterator<T> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public R next() {
                if (!rows.hasNext()) {
                    throw new NoSuchElementException();
                }
                return view.apply(rows.next());
            }
        };
    }
}
