package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.FlowText;
import org.metrobed.catalog.yaml.SourcePosition;
import org.metrobed.catalog.yaml.YamlProblem;

/** Writes the lines of a bundle and keeps for each part its place and its path in the mapping. One thread. */
final class BundleText {

    private static final String INDENT = "  ";
    private static final Pattern FIRST = Pattern.compile("(, first in line )([0-9]{1,9})$");

    private final StringBuilder text = new StringBuilder();
    /** Of each line, the places of its parts in the mapping by column, from 1. */
    private final List<NavigableMap<Integer, SourcePosition>> places = new ArrayList<>();

    private final List<String> keys = new ArrayList<>();
    private final Map<String, String> origins = new HashMap<>();

    /**
     * Adds a line {@code key: value}.
     *
     * @param place of the key and the value in the mapping
     * @param origin the path in the mapping that says this
     * @param yaml the value; empty if lines below it are the value
     */
    BundleText add(SourcePosition place, String origin, int depth, String key, String yaml) {
        begin(place, origin, depth, key);
        text.append(yaml.isEmpty() ? "" : " " + yaml).append('\n');
        return this;
    }

    /** Adds a line with the value of a field. */
    BundleText copy(Field field, int depth, String key) {
        NavigableMap<Integer, SourcePosition> line = begin(field.key(), field.path(), depth, key);
        text.append(' ');
        int start = text.lastIndexOf("\n") + 1;
        field.write(text, (place, index) -> line.put(index - start + 1, place));
        text.append('\n');
        return this;
    }

    /** Adds a line with the text of a field, in quotes. */
    BundleText quote(Field field, int depth, String key, String value) {
        NavigableMap<Integer, SourcePosition> line = begin(field.key(), field.path(), depth, key);
        line.put(text.length() - text.lastIndexOf("\n") + 1, field.spot());
        text.append(' ').append(FlowText.quoted(value)).append('\n');
        return this;
    }

    private NavigableMap<Integer, SourcePosition> begin(SourcePosition place, String origin, int depth, String key) {
        keys.subList(depth, keys.size()).clear();
        keys.add(key);
        origins.put(String.join(".", keys), origin);
        NavigableMap<Integer, SourcePosition> line = new TreeMap<>(Map.of(1, place));
        places.add(line);
        text.append(INDENT.repeat(depth))
                .append(key.matches("[a-z][a-z-]*") ? key : FlowText.quoted(key))
                .append(':');
        return line;
    }

    /** Whether a problem of the bundle is in a value that the mapping states, not in a key that follows from others. */
    boolean isCopied(YamlProblem problem) {
        return line(problem.line()).size() > 1;
    }

    /** The place in the mapping of a problem of the bundle. */
    SourcePosition place(YamlProblem problem) {
        return line(problem.line()).floorEntry(Math.max(problem.column(), 1)).getValue();
    }

    private NavigableMap<Integer, SourcePosition> line(int number) {
        return places.get(Math.min(Math.max(number, 1), places.size()) - 1);
    }

    /** The message of a problem of the bundle, which begins with a path; with the path, and the line if it names one, in the mapping. */
    String message(YamlProblem problem) {
        String message = FIRST.matcher(problem.message())
                .replaceFirst(found -> found.group(1)
                        + line(Integer.parseInt(found.group(2)))
                                .firstEntry()
                                .getValue()
                                .line());
        for (int end = message.length(); end > 0; end = before(message, end)) {
            String origin = origins.getOrDefault(message.substring(0, end), "");
            if (!origin.isEmpty()) {
                return origin + message.substring(end);
            }
        }
        return message;
    }

    private static int before(String message, int end) {
        return Math.max(
                message.lastIndexOf(' ', end - 1),
                Math.max(message.lastIndexOf('.', end - 1), message.lastIndexOf('[', end - 1)));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
