package org.metrobed.store.deadletter;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.metrobed.store.query.Query;

/** An MQTT topic filter, or a topic prefix, as a condition in SQL. Static functions only. */
final class TopicPattern {

    private static final String REST = "#";
    private static final String ANY = "+";

    private TopicPattern() {}

    /**
     * Checks the wildcards.
     *
     * @throws IllegalArgumentException if it has wildcards where MQTT allows none
     */
    static void check(String text) {
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].contains(ANY) || levels[i].contains(REST);
            boolean alone = levels[i].equals(ANY) || (levels[i].equals(REST) && i == levels.length - 1);
            if (wild && !alone) {
                throw new IllegalArgumentException("level " + (i + 1) + " of topic '" + text
                        + "': + must stand for a whole level, # for the rest at the end");
            }
        }
    }

    /** Adds the condition on the column {@code topic}. */
    static void addTo(Query sql, String text) {
        if (text.contains(ANY) || text.contains(REST)) {
            sql.add("and topic ~ ?", regex(text));
        } else {
            sql.add("and starts_with(topic, ?)", text);
        }
    }

    /** PostgreSQL's regular expression of a filter; {@code a/#} also matches {@code a}, as in MQTT. */
    static String regex(String filter) {
        if (filter.equals(REST)) {
            return "^[^$]";
        }
        boolean open = filter.endsWith("/" + REST);
        String fixed = open ? filter.substring(0, filter.length() - 2) : filter;
        String levels =
                Arrays.stream(fixed.split("/", -1)).map(TopicPattern::level).collect(Collectors.joining("/"));
        return "^" + (fixed.startsWith(ANY) ? "(?!\\$)" : "") + levels + (open ? "(/.*)?$" : "$");
    }

    private static String level(String level) {
        return level.equals(ANY) ? "[^/]*" : level.replaceAll("([^A-Za-z0-9_-])", "\\\\$1");
    }
}
