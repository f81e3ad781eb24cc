package org.metrobed.api.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request asks: a path with the parameters of its query, or of a body. Immutable.
 *
 * @param path as it was asked for
 * @param parameters values by name
 * @param posted whether the parameters are of a body, which the request of the next page has to repeat
 */
record Question(String path, Map<String, List<String>> parameters, boolean posted) {

    /** The question of an address. */
    static Question of(Context context) {
        return new Question(context.path(), context.queryParamMap(), false);
    }

    /** The first value of a parameter, null if it has none. */
    String first(String parameter) {
        List<String> values = parameters.getOrDefault(parameter, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    /** Path and query, the parameters in the order of their names. */
    String address() {
        return NextPage.with(path, parameters);
    }

    /** The address of the page after this one; that of a body has the cursor alone. */
    String next(String cursor) {
        return posted
                ? NextPage.with(path, Map.of("cursor", List.of(cursor)))
                : NextPage.path(path, parameters, cursor);
    }

    /** The address of the same rows in another format. */
    String with(String parameter, String value) {
        String whole = path.replaceFirst("[.](csv|csvw)$", "");
        Map<String, List<String>> other = new TreeMap<>(parameters);
        other.put(parameter, List.of(value));
        return NextPage.with(whole, other);
    }
}
