package org.metrobed.api.http;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.metrobed.store.query.TimeOrder;

/** The parameters {@code limit} and {@code cursor}, and pages of lists that are in memory. Static functions only. */
public final class Paging {

    /** The maximum length of a page. */
    public static final int MAX = 10_000;

    /** Maximum number of rows of a page. */
    public static final QueryParameter LIMIT =
            QueryParameter.integer("limit", "Most items in this answer; 1 to " + MAX + ".", 1, MAX, null);

    /** Cursor to continue from. */
    public static final QueryParameter CURSOR = QueryParameter.text(
            "cursor",
            "Start of the next page: take it from 'next' or from the header Link; keep all other" + " parameters.");

    /** The direction of a list that begins with its oldest row by default. */
    public static final QueryParameter OLDEST_FIRST = order(
            "asc: the oldest first; desc: the newest first. Without datetime, a page in this order goes back as far as it"
                    + " has to.",
            TimeOrder.OLDEST_FIRST);

    /** The direction of a list that begins with its newest row by default. */
    public static final QueryParameter NEWEST_FIRST =
            order("desc: the newest first; asc: the oldest first.", TimeOrder.NEWEST_FIRST);

    /** The newest rows of each series. */
    public static final QueryParameter LAST = QueryParameter.integer(
            "last",
            "Only the newest rows of each series, at most so many, in one answer in the order of the list; without datetime"
                    + " they are looked for in all times.",
            1,
            1_000,
            null);

    private static final long MOST_LAST = 100_000;
    private static final int DEFAULT = 2_000;

    /** The span of a list that has no bound. */
    public static final Duration EVER = Duration.ofDays(366_000);

    private Paging() {}

    private static QueryParameter order(String description, TimeOrder usual) {
        return QueryParameter.word(
                "order",
                description,
                List.of(TimeOrder.OLDEST_FIRST.word(), TimeOrder.NEWEST_FIRST.word()),
                usual.word());
    }

    /** The direction of a request, by the parameter of its list. */
    public static TimeOrder order(Request request, QueryParameter parameter) {
        return request.find(parameter, TimeOrder::parse).orElseThrow();
    }

    /**
     * The span before the log time that is listed if no datetime is given: a page of the newest rows has no bound, because it
     * ends when it is full.
     */
    public static Duration span(Request request, TimeOrder order, Duration usual) {
        boolean last = request.takes(LAST) && request.findInteger(LAST).isPresent();
        return last || (order == TimeOrder.NEWEST_FIRST && !Listing.isWhole(request)) ? EVER : usual;
    }

    /**
     * The number of the newest rows of each series that a request wants; empty if it wants all.
     *
     * @param series how many series it selects
     * @throws ProblemException if these are too many rows, or it wants pages too
     */
    public static OptionalInt last(Request request, int series) {
        OptionalInt last = request.findInteger(LAST);
        if (last.isEmpty()) {
            return last;
        }
        if (request.findInteger(LIMIT).isPresent() || request.findText(CURSOR).isPresent()) {
            throw ProblemException.parameter(LAST.name(), "gives one answer: leave out limit and cursor");
        }
        long rows = (long) last.getAsInt() * series;
        if (rows > MOST_LAST) {
            throw ProblemException.parameter(
                    LAST.name(), "would give up to " + rows + " rows; the limit is " + MOST_LAST + ": select less");
        }
        return last;
    }

    /** The limit of a request, or the default. */
    public static int limit(Request request) {
        return request.findInteger(LIMIT).orElse(DEFAULT);
    }

    /**
     * The page of a list that is sorted by a unique key.
     *
     * @param key the key of an item
     */
    public static <T> Page<T> page(Request request, List<T> sorted, Function<T, String> key) {
        return page(request, sorted, key, "");
    }

    /**
     * The same for a list of a log time.
     *
     * @param pin what must not change between pages, for {@link #pin}
     */
    public static <T> Page<T> page(Request request, List<T> sorted, Function<T, String> key, String pin) {
        int limit = limit(request);
        String after = request.find(CURSOR, text -> Cursor.decode(text, request.fingerprint(), 2))
                .map(cursor -> cursor.parts().get(1))
                .orElse("");
        List<T> rest = sorted.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, null);
        }
        List<T> page = rest.subList(0, limit);
        String next = Cursor.of(request.fingerprint(), pin, key.apply(page.get(limit - 1)))
                .encode();
        return new Page<>(page, next);
    }

    /** The number that the first page of a list pinned; empty on the first page. */
    public static OptionalLong pin(Request request) {
        return request.find(
                        CURSOR,
                        text -> Cursor.decode(text, request.fingerprint(), 2).number(0))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /**
     * A page.
     *
     * @param items in order
     * @param next the cursor of the next page, null on the last
     */
    public record Page<T>(List<T> items, String next) {
        public Page {
            items = List.copyOf(items);
        }

        /** The rows of this page, each item as a view, for catalog data. */
        public <R> Rows<R> rows(Class<R> view, Function<T, R> map) {
            return new Rows<>(RecordShape.of(view), items.stream().map(map).iterator(), null, null, next);
        }
    }
}
