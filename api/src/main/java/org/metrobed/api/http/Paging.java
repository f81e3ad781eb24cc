package org.metrobed.api.http;

import java.util.List;
import java.util.function.Function;

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

    private static final int DEFAULT = 2_000;

    private Paging() {}

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
        int limit = limit(request);
        String after = request.find(CURSOR, text -> Cursor.decode(text, request.fingerprint(), 1))
                .map(cursor -> cursor.parts().get(0))
                .orElse("");
        List<T> rest = sorted.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, null);
        }
        List<T> page = rest.subList(0, limit);
        String next =
                Cursor.of(request.fingerprint(), key.apply(page.get(limit - 1))).encode();
        return new Page<>(page, next);
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
