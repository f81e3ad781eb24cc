package org.metrobed.api.key;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.metrobed.api.access.Role;
import org.metrobed.api.http.FieldException;
import org.metrobed.catalog.yaml.Nearest;

/**
 * A checked request for a key. Immutable.
 *
 * @param name what it is for
 * @param role its role
 * @param projects sorted
 * @param actions sorted
 * @param validFor for how long it is valid
 */
record KeyOrder(String name, Role role, List<String> projects, List<String> actions, Duration validFor) {

    private static final int LONGEST_NAME = 200;
    private static final Duration USUAL = Duration.ofDays(365);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /**
     * Checks the fields of a request.
     *
     * @param projects ids of all projects
     * @param actions all resources that can be changed
     * @throws FieldException if a field breaks a rule
     */
    static KeyOrder parse(KeyRequest asked, Set<String> projects, Set<String> actions) {
        return new KeyOrder(
                FieldException.text("name", asked.name(), LONGEST_NAME),
                FieldException.read("role", () -> Role.parse(String.valueOf(asked.role()))),
                known("projects", asked.projects(), projects),
                known("actions", asked.actions(), actions),
                duration(asked.validFor()));
    }

    private static List<String> known(String field, List<String> asked, Set<String> all) {
        List<String> names = asked == null ? List.of() : asked;
        for (String name : names) {
            if (name == null || !all.contains(name)) {
                String text = String.valueOf(name);
                throw new FieldException(
                        field,
                        "has " + Nearest.quote(text) + ", which does not exist"
                                + Nearest.hint(text, new TreeSet<>(all)));
            }
        }
        return List.copyOf(new TreeSet<>(names));
    }

    private static Duration duration(String text) {
        if (text == null || text.isEmpty()) {
            return USUAL;
        }
        Duration duration = parse(text);
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new FieldException("validFor", "is '" + text + "', must be PT1M to P3650D");
        }
        return duration;
    }

    private static Duration parse(String text) {
        try {
            return text.matches("P\\d{1,4}W")
                    ? Duration.ofDays(7L * Long.parseLong(text.substring(1, text.length() - 1)))
                    : Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new FieldException("validFor", "is '" + text + "', must be an ISO 8601 duration such as P90D");
        }
    }
}
