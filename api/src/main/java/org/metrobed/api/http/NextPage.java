package org.metrobed.api.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes addresses with queries, such as that of the next page. Static functions only. */
final class NextPage {

    private NextPage() {}

    /** The path with the same query, but with another cursor. */
    static String path(String path, Map<String, List<String>> query, String cursor) {
        TreeMap<String, List<String>> question = new TreeMap<>(query);
        question.put("cursor", List.of(cursor));
        return with(path, question);
    }

    /** The path with a query, its parameters in the order of their names. */
    static String with(String path, Map<String, List<String>> query) {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(query)
                .forEach((name, values) -> values.forEach(value -> pairs.add(encode(name) + "=" + encode(value))));
        return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
