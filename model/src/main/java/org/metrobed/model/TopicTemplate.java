package org.metrobed.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pattern for MQTT topics. Its levels are divided by {@code /}. Each level is a literal, a named capture such as
 * {@code {thing}}, {@code +} for any one level, or, at the end, {@code #} for all remaining levels. The first may be empty, as in
 * {@code /key/{thing}/attrs}. Immutable.
 */
public final class TopicTemplate {

    /** Longest template, characters. */
    private static final int MAX_LENGTH = 1_000;

    /** Most levels; some brokers end the connection of a client that asks for 200. */
    private static final int MAX_LEVELS = 100;

    private final String text;
    private final String[] levels;
    private final boolean open;

    private TopicTemplate(String text, String[] levels, boolean open) {
        this.text = text;
        this.levels = levels;
        this.open = open;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException that names the level and the rule
     */
    public static TopicTemplate parse(String text) {
        if (text.length() > MAX_LENGTH || !TopicFilter.isText(text)) {
            throw new IllegalArgumentException(
                    "a topic has at most " + MAX_LENGTH + " characters, and no control character or half of one");
        }
        String[] levels = text.split("/", -1);
        if (levels.length > MAX_LEVELS || levels[0].equals("$share")) {
            throw new IllegalArgumentException("topic '" + text + "' must have at most " + MAX_LEVELS
                    + " levels and not begin with $share; sharing is a setting of the binding");
        }
        boolean open = levels[levels.length - 1].equals("#");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < levels.length - (open ? 1 : 0); i++) {
            String level = levels[i];
            boolean capture = level.matches("\\{[^{}+#]+}");
            boolean leadingSlash = i == 0 && level.isEmpty() && levels.length > 1;
            if ((level.isEmpty() && !leadingSlash) || (!capture && !level.equals("+") && level.matches(".*[+#{}].*"))) {
                throw new IllegalArgumentException("level " + (i + 1) + " of topic '" + text
                        + "' must be a literal, {name}, + or, at the end, #; only the first may be empty");
            }
            if (capture && names.contains(level)) {
                throw new IllegalArgumentException("topic '" + text + "' captures " + level + " twice");
            }
            names.add(level);
        }
        return new TopicTemplate(text, levels, open);
    }

    /**
     * The captures of a topic, by name without braces; empty if the topic does not match. As in MQTT, a first level that is not a
     * literal matches no topic that starts with {@code $}.
     */
    public Optional<Map<String, String>> match(String topic) {
        if (topic.startsWith("$") && !levels[0].startsWith("$")) {
            return Optional.empty();
        }
        String[] parts = topic.split("/", -1);
        int fixed = open ? levels.length - 1 : levels.length;
        if (open ? parts.length < fixed : parts.length != fixed) {
            return Optional.empty();
        }
        Map<String, String> captures = new HashMap<>();
        for (int i = 0; i < fixed; i++) {
            String level = levels[i];
            if (isCapture(level)) {
                captures.put(level.substring(1, level.length() - 1), parts[i]);
            } else if (!level.equals("+") && !level.equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(captures);
    }

    /** Whether a topic exists that both templates match. */
    public boolean overlaps(TopicTemplate other) {
        return TopicFilter.of(filter()).overlaps(TopicFilter.of(other.filter()));
    }

    /** An MQTT topic filter that matches every topic that this template matches. */
    public String filter() {
        return Stream.of(levels).map(level -> isCapture(level) ? "+" : level).collect(Collectors.joining("/"));
    }

    private static boolean isCapture(String level) {
        return level.startsWith("{");
    }

    /** The names of its captures. */
    public List<String> listCaptures() {
        return List.of(levels).stream()
                .filter(TopicTemplate::isCapture)
                .map(level -> level.substring(1, level.length() - 1))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
