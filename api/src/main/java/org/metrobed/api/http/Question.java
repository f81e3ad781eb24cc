package org.metrobed.api.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request asks: a path with the parameters of its query, or of a body. Immutable.
 *
 * @param path of what is asked for; for a body, that of the list that it names
 * @param parameters values by name
 * @param posted where a body was sent, to which the request of the next page sends it again; null if the parameters are in the address
 */
record Question(String path, Map<String, List<String>> parameters, Posted posted) {

    /**
     * The address of a request with a body.
     *
     * @param path of the request
     * @param query what its address states besides the body, and no cursor
     */
    record Posted(String path, Map<String, List<String>> query) {}

    /** The question of an address. */
    static Question of(Context context) {
        return new Question(context.path(), context.queryParamMap(), null);
    }

    /** The first value of a parameter, null if it has none. */
    String first(String parameter) {
        List<String> values = parameters.getOrDefault(parameter, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    /** Path and query, the parameters in the order of their names; of a body the address of the same rows. */
    String address() {
        return NextPage.with(path, parameters);
    }

    /** What tells it from every other question: answers to a body name another next page. */
    String key() {
        return posted == null ? address() : NextPage.with(posted.path, posted.query) + " " + address();
    }

    /** The address of the page after this one; that of a body has its own query and the cursor. */
    String next(String cursor) {
        return posted == null
                ? NextPage.path(path, parameters, cursor)
                : NextPage.path(posted.path, posted.query, cursor);
    }

    /** The address of the same rows in another format. */
    String with(String parameter, String value) {
        String whole = path.replaceFirst("[.](csv|csvw)$", "");
        Map<String, List<String>> other = new TreeMap<>(parameters);
        other.put(parameter, List.of(value));
        return NextPage.with(whole, other);
    }
}
