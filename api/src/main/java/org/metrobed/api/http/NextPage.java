package org.metrobed.api.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the address of the next page. Static functions only. */
final class NextPage {

    private NextPage() {}

    /** The path with the same query, but with another cursor. */
    static String path(String path, Map<String, List<String>> query, String cursor) {
        return with(path, query, "cursor", cursor);
    }

    /** The path with the same query, but with another value of one parameter. */
    static String with(String path, Map<String, List<String>> query, String parameter, String value) {
        TreeMap<String, List<String>> question = new TreeMap<>(query);
        question.put(parameter, List.of(value));
        List<String> pairs = new ArrayList<>();
        question.forEach((name, values) -> values.forEach(one -> pairs.add(encode(name) + "=" + encode(one))));
        return path + "?" + String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
