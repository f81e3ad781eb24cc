package org.metrobed.api.http;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * A list whose rows are read from the store on demand. As JSON, or with a limit or a cursor, a request gets a page and
 * the cursor of the next; as CSV or NDJSON without a limit it gets the whole list, read while it is written. Immutable.
 *
 * @param shape the fields
 * @param view converts a row to a view
 * @param keep selects the views of the answer; a page may then be shorter than its limit and still have a next page
 * @param key the key of a row, as texts
 * @param source opens the rows after a key
 */
public record Listing<T, R>(
        RecordShape<R> shape, Function<T, R> view, Predicate<R> keep, Function<T, List<String>> key, Source<T> source) {

    /** A page that selects views looks at so many rows at most, so that its answer comes soon. */
    private static final int MOST_LOOKED = 20_000;

    /** Opens rows. */
    @FunctionalInterface
    public interface Source<T> {
        /**
         * The rows of a range after a key, in order; read by one thread.
         *
         * @param pin the range, the log time and the key, which is empty for the first row
         * @param limit about how many rows will be read
         */
        Iterator<T> open(Pin pin, int limit) throws SQLException;
    }

    /**
     * The values that must not change between pages of a list: log time and phenomenon time; and the key to continue
     * after.
     */
    public record Pin(Instant asOf, Datetime datetime, List<String> key) {
        public Pin {
            key = List.copyOf(key);
        }

        /** The same with another phenomenon time. */
        public Pin withDatetime(Datetime other) {
            return new Pin(asOf, other, key);
        }

        /** Limits the range to the log time: later readings are neither missing nor expected. */
        public Pin upToAsOf() {
            Instant end = datetime.to().isAfter(asOf) ? asOf : datetime.to();
            return withDatetime(new Datetime(datetime.from(), end.isBefore(datetime.from()) ? datetime.from() : end));
        }
    }

    /** The rows of a request. */
    public Rows<R> rows(Request request, Pin pin) throws SQLException {
        if (isWhole(request)) {
            return new Rows<>(shape, views(source.open(pin, Integer.MAX_VALUE)), pin.asOf, pin.datetime, null);
        }
        int limit = Paging.limit(request);
        Iterator<T> rows = source.open(pin, limit + 1);
        List<R> page = new ArrayList<>();
        T last = null;
        for (int looked = 0; page.size() < limit && looked < Math.max(limit, MOST_LOOKED) && rows.hasNext(); looked++) {
            last = rows.next();
            R one = view.apply(last);
            if (keep.test(one)) {
                page.add(one);
            }
        }
        String next = last != null && rows.hasNext() ? next(request, pin, key.apply(last)) : null;
        return new Rows<>(shape, page.iterator(), pin.asOf, pin.datetime, next);
    }

    /** Rows that are in memory, as the whole answer. */
    public Rows<R> whole(List<T> rows, Pin pin) {
        return new Rows<>(shape, views(rows.iterator()), pin.asOf, pin.datetime, null);
    }

    private Iterator<R> views(Iterator<T> rows) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .map(view)
                .filter(keep)
                .iterator();
    }

    /** Whether a request gets the whole list instead of a page. */
    public static boolean isWhole(Request request) {
        return request.format() != Format.JSON
                && request.findText(Paging.LIMIT).isEmpty()
                && request.findText(Paging.CURSOR).isEmpty();
    }

    private static String next(Request request, Pin pin, List<String> lastKey) {
        List<Object> parts =
                new ArrayList<>(List.of(pin.asOf.toEpochMilli(), pin.datetime.fromMicros(), pin.datetime.toMicros()));
        parts.addAll(lastKey);
        return Cursor.of(request.fingerprint(), parts.toArray()).encode();
    }

    /** The continuation of a request, for keys with this number of parts; empty on the first page. */
    public static Optional<Pin> resume(Request request, int keyParts) {
        return request.find(Paging.CURSOR, text -> {
            Cursor cursor = Cursor.decode(text, request.fingerprint(), 3 + keyParts);
            Datetime datetime = new Datetime(instant(cursor.number(1)), instant(cursor.number(2)));
            return new Pin(
                    instant(cursor.number(0) * 1_000), datetime, cursor.parts().subList(3, 3 + keyParts));
        });
    }

    /** A time of a cursor, which a client can make up. */
    private static Instant instant(long micros) {
        try {
            return Datetime.bounded(Moments.ofMicros(micros));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a cursor of this list", e);
        }
    }
}
